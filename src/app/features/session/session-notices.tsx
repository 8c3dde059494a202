import { useSignedOut } from '../../api/signed-out.ts';
import { SignedOutBar } from './signed-out-bar.tsx';
import { SignedOutDialog } from './signed-out-dialog.tsx';
import { ToldBar } from './told-bar.tsx';

/** What is said above every page: that one is signed out, and what belongs to no part of the page. */
export function SessionNotices() {
  const signedOut = useSignedOut();
  return (
    <>
      {signedOut && !signedOut.aside && <SignedOutDialog reason={signedOut.reason} />}
      {signedOut?.aside ? <SignedOutBar /> : <ToldBar />}
    </>
  );
}
