import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { JOIN_PAGE } from '#contract/endpoint-constants.ts';
import { sessionQuery } from '../api/session-query.ts';
import { useIsConnected } from '../api/connection.ts';
import { useSessionExpiry } from '../api/session-expiry.ts';
import { useNotification } from '../api/notifications.ts';
import { AccountButton } from '../features/session/account-button.tsx';
import { PaletteHost } from '../features/palette/palette-host.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { CouponIcon, ListIcon } from '../ui/icons.tsx';
import { lazyPart, nothing } from '../ui/lazy-part.tsx';
import css from './app-shell.module.css';
import { ThemeSwitch } from './theme-switch.tsx';
import { useSavedTheme } from '../ui/use-theme.ts';

const item = `icon-button ${css.item}`;

const SignInPage = lazyPart(
  () => import('../features/session/sign-in-page.tsx'),
  (module) => module.SignInPage,
);
const SessionNotices = lazyPart(
  () => import('../features/session/session-notices.tsx'),
  (module) => module.SessionNotices,
);
const LiveStart = lazyPart(
  () => import('../live/live-start.tsx'),
  (module) => module.LiveStart,
  { fallback: nothing },
);
/** Live updates and the code of notices wait until the page has loaded, ms. */
const AFTER_LOAD_MS = 1_000;

/**
 * The frame of every page: the skip link, the rail (a bar at the bottom on narrow screens) and the main region. Pages
 * render before the session has loaded, because most users are signed in; without a session, the sign-in page replaces
 * them.
 */
export function AppShell({ children }: { readonly children: ReactNode }) {
  const session = useQuery(sessionQuery());
  const expiry = useSessionExpiry();
  const notification = useNotification();
  const isConnected = useIsConnected();
  const isJoining = useLocation({ select: ({ pathname }) => pathname === JOIN_PAGE });
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLive(true);
      // Without a connection they could not be loaded.
      SessionNotices.prefetch();
    }, AFTER_LOAD_MS);
    return () => clearTimeout(timer);
  }, []);
  useSavedTheme();

  if (isJoining) return children;
  const isLoaded = session.data !== undefined;
  if (isLoaded ? session.data.person === null : expiry)
    return <Suspense>{(isLoaded || session.isError) && <SignInPage ways={session.data?.ways ?? null} />}</Suspense>;
  return (
    <>
      <a href="#main" className={css.skip} onClick={skipToMain}>
        Skip to the content
      </a>
      <div className={css.shell}>
        <nav className={css.rail} aria-label="Coupon Desk">
          <ErrorBoundary>
            <Link
              to="/series"
              className={`logo ${css.logo}`}
              aria-label="Coupon Desk, start"
              activeOptions={{ exact: true }}
            >
              CD
            </Link>
            <Link to="/series" className={item} activeProps={{ 'data-active': true }} data-tip="Series">
              <ListIcon />
              <span className="visually-hidden">Series</span>
            </Link>
            <Link to="/check" className={item} activeProps={{ 'data-active': true }} data-tip="Check a redemption">
              <CouponIcon />
              <span className="visually-hidden">Check</span>
            </Link>
            <PaletteHost className={item} />
            <span className={css.space} />
            <ThemeSwitch className={item} />
            <AccountButton className={item} />
          </ErrorBoundary>
        </nav>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      {isLive && session.data?.person && (
        <Suspense>
          <LiveStart person={session.data.person.id} />
        </Suspense>
      )}
      {(expiry || notification || !isConnected) && (
        <Suspense>
          <SessionNotices />
        </Suspense>
      )}
    </>
  );
}

/** Moves the focus without adding `#main` to the URL, which the router owns. */
function skipToMain(event: { preventDefault: () => void }) {
  event.preventDefault();
  const main = document.getElementById('main');
  main?.focus();
  main?.scrollIntoView();
}
