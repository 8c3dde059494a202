import { useLayoutEffect, useRef } from 'react';
import { request } from '../../api/request.ts';
import { sessionEpoch } from '../../api/session-expiry.ts';
import { useResumeSession } from '../../api/replace-session.ts';

/** Checks the session when the window gets the focus: after signing in in another tab, this page continues. */
export function useSessionCheck(): void {
  const latest = useRef(useResumeSession());
  useLayoutEffect(() => {
    const check = async () => {
      const since = sessionEpoch();
      const answer = await request('GET /api/session');
      if (answer.person && since === sessionEpoch()) latest.current(answer);
    };
    // If the check fails, the dialog stays open.
    const onFocus = () => void check().catch(() => {});
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
}
