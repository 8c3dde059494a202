import { Button } from '@mantine/core';
import { setDismissed } from '../../api/session-expiry.ts';
import css from './bars.module.css';
import { useSessionCheck } from './use-session-check.ts';

/** Shown after the session-expired dialog was dismissed: the user can keep reading and sign in at any time. */
export function SessionExpiredBar() {
  useSessionCheck();
  return (
    <div className={`bar ${css.bar}`} role="region" aria-label="Signed out">
      <p>
        <b>You are signed out.</b>
        <span>{' Your input is still here. Sign in to save it.'}</span>
      </p>
      <Button onClick={() => setDismissed(false)}>Sign in</Button>
    </div>
  );
}
