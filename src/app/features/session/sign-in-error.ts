const REASONS: Readonly<Record<string, string>> = {
  access_denied: 'The company’s sign-in was cancelled. Nothing has changed.',
  switched_off: 'This account is switched off. An administrator can switch it on again.',
  not_invited:
    'The company’s sign-in knows you, but you have no account here yet. Ask an administrator for an invitation.',
  email_not_verified: 'The company’s sign-in has not verified your e-mail address. Ask the team that manages it.',
  account_not_linked:
    'An account with your e-mail address exists, but uses another way to sign in. Use that one, or ask an administrator.',
};

let isForgotten = false;

/** Why the company's sign-in failed, from the URL that the page was opened with. Later redirects drop the parameter. */
export function signInError(): string | null {
  const [opened] = performance.getEntriesByType('navigation');
  if (isForgotten || !opened) return null;
  const reason = new URL(opened.name).searchParams.get('signInError');
  if (reason === null) return null;
  return (
    REASONS[reason.toLowerCase()] ??
    'The company’s sign-in did not work. Try again, or sign in with a password if you have one.'
  );
}

export function forgetSignInError(): void {
  isForgotten = true;
}
