import { useSessionExpiry } from '../../api/session-expiry.ts';
import { SessionExpiredBar } from './session-expired-bar.tsx';
import { SessionExpiredDialog } from './session-expired-dialog.tsx';
import { NotificationBar } from './notification-bar.tsx';

/** Messages above every page: the expired session, or a notification. */
export function SessionNotices() {
  const expiry = useSessionExpiry();
  return (
    <>
      {expiry && !expiry.dismissed && <SessionExpiredDialog reason={expiry.reason} />}
      {expiry?.dismissed ? <SessionExpiredBar /> : <NotificationBar />}
    </>
  );
}
