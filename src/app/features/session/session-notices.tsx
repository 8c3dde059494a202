import { useSessionExpiry } from '../../api/session-expiry.ts';
import { SessionExpiredBar } from './session-expired-bar.tsx';
import { SessionExpiredDialog } from './session-expired-dialog.tsx';
import { NotificationBar } from './notification-bar.tsx';

/** What is said above every page: that one is signed out, and what belongs to no part of the page. */
export function SessionNotices() {
  const signedOut = useSessionExpiry();
  return (
    <>
      {signedOut && !signedOut.dismissed && <SessionExpiredDialog reason={signedOut.reason} />}
      {signedOut?.dismissed ? <SessionExpiredBar /> : <NotificationBar />}
    </>
  );
}
