const KEY = 'kept-hash';

/** Keeps the fragment of this page in the tab during a sign-in on another site: a change in it must not reach a server. */
export function keepHash(): void {
  const { pathname, search, hash } = window.location;
  if (hash !== '') sessionStorage.setItem(KEY, pathname + search + hash);
}

/** Puts a kept fragment back if the sign-in returned to its page. */
export function restoreHash(): void {
  const kept = sessionStorage.getItem(KEY);
  if (kept === null) return;
  sessionStorage.removeItem(KEY);
  const { pathname, search, hash } = window.location;
  if (hash === '' && kept.startsWith(`${pathname}${search}#`)) window.history.replaceState(null, '', kept);
}
