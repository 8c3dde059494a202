import { useIsConnected } from '../../api/connection.ts';
import { useSessionExpiry } from '../../api/session-expiry.ts';
import { ConnectionBar } from './connection-bar.tsx';
import { SessionExpiredBar } from './session-expired-bar.tsx';
import { NotificationBar } from './notification-bar.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';

const SessionExpiredDialog = lazyPart(
  () => import('./session-expired-dialog.tsx'),
  (module) => module.SessionExpiredDialog,
);

/** Messages above every page: the expired session, the lost connection, or a notification. */
export function SessionNotices() {
  const expiry = useSessionExpiry();
  const isConnected = useIsConnected();
  return (
    <>
      {expiry && !expiry.dismissed && <SessionExpiredDialog reason={expiry.reason} />}
      {expiry?.dismissed ? <SessionExpiredBar /> : isConnected ? <NotificationBar /> : <ConnectionBar />}
    </>
  );
}
