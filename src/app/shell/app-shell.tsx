import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { JOIN_PAGE } from '#contract/people.ts';
import { sessionQuery } from '../api/session.ts';
import { useSignedOut } from '../api/signed-out.ts';
import { useTold } from '../api/told.ts';
import { AccountButton } from '../features/session/account-button.tsx';
import { useDialogKeys } from '../features/session/use-dialog-keys.ts';
import { PaletteHost } from '../features/palette/palette-host.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { ListIcon } from '../ui/icons.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import css from './app-shell.module.css';
import { ThemeSwitch } from './theme-switch.tsx';
import { useThemeOfPerson } from './use-theme.ts';

const SignInPage = lazyPart(
  () => import('../features/session/sign-in-page.tsx'),
  (module) => module.SignInPage,
);
const SessionNotices = lazyPart(
  () => import('../features/session/session-notices.tsx'),
  (module) => module.SessionNotices,
);

/**
 * What stands around every page: the skip link, the rail (a bar at the bottom on narrow screens) and the main region. Pages are drawn
 * before it is known who is signed in, as most of the time somebody is; where nobody is, the way in takes their place.
 */
export function AppShell({ children }: { readonly children: ReactNode }) {
  const session = useQuery(sessionQuery());
  const signedOut = useSignedOut();
  const told = useTold();
  const isJoining = useLocation({ select: ({ pathname }) => pathname === JOIN_PAGE });
  useThemeOfPerson();
  useDialogKeys();

  if (isJoining) return children;
  const isKnown = session.data !== undefined;
  if (isKnown ? session.data.person === null : signedOut)
    return <Suspense>{(isKnown || session.isError) && <SignInPage ways={session.data?.ways ?? null} />}</Suspense>;
  return (
    <>
      <a href="#main" className={css.skip} onClick={skipToMain}>
        Skip to the content
      </a>
      <div className={css.shell}>
        <nav className={css.rail} aria-label="Coupon Desk">
          <ErrorBoundary>
            <Link to="/series" className={css.logo} aria-label="Coupon Desk, start" activeOptions={{ exact: true }}>
              CD
            </Link>
            <Link to="/series" className={css.item} activeProps={{ 'data-active': true }} data-tip="Series">
              <ListIcon />
              <span className={css.word}>Series</span>
            </Link>
            <PaletteHost className={css.item} wordClassName={css.word} />
            <span className={css.space} />
            <ThemeSwitch className={css.item} wordClassName={css.word} />
            <AccountButton className={css.item} wordClassName={css.word} />
          </ErrorBoundary>
        </nav>
        <main id="main" tabIndex={-1} className={css.main}>
          {children}
        </main>
      </div>
      {(signedOut || told) && (
        <Suspense>
          <SessionNotices />
        </Suspense>
      )}
    </>
  );
}

/** Moves the focus without leaving `#main` in the address, which belongs to the router. */
function skipToMain(event: { preventDefault: () => void }) {
  event.preventDefault();
  const main = document.getElementById('main');
  main?.focus();
  main?.scrollIntoView();
}
