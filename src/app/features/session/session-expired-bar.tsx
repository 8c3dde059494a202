import { Button } from '@mantine/core';
import { setDismissed } from '../../api/session-expiry.ts';
import css from './bars.module.css';
import { useSessionCheck } from './use-session-check.ts';

/** Where the question was put aside: one reads on, and can answer it at any time. */
export function SessionExpiredBar() {
  useSessionCheck();
  return (
    <div className={css.bar} role="region" aria-label="Signed out">
      <p>
        <b>You are signed out.</b>
        <span>{' What you typed is here; saving it asks you to sign in.'}</span>
      </p>
      <Button className={css.button} onClick={() => setDismissed(false)}>
        Sign in
      </Button>
    </div>
  );
}
