import { useEffect, useRef } from 'react';
import { SESSION_PATH, type SessionAnswer } from '#contract/account-endpoints.ts';
import { call } from '../../api/request.ts';
import { useResumeSession } from '../../api/replace-session.ts';

/** Somebody who signed in in another tab is signed in here too, when they come back to this one. */
export function useSessionCheck(): void {
  const latest = useRef(useResumeSession());
  useEffect(() => {
    const look = async () => {
      const answer = (await call(SESSION_PATH)).body as SessionAnswer; // our own server's shape
      if (answer.person) latest.current(answer);
    };
    // Without an answer the dialog stays as it is.
    const onFocus = () => void look().catch(() => {});
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
}
