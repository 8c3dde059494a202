import { Button } from '@mantine/core';
import { putAside } from '../../api/signed-out.ts';
import css from './bars.module.css';
import { useReturnToTab } from './use-return-to-tab.ts';

/** Where the question was put aside: one reads on, and can answer it at any time. */
export function SignedOutBar() {
  useReturnToTab();
  return (
    <div className={css.bar} role="region" aria-label="Signed out">
      <p>
        <b>You are signed out.</b>
        <span>{' What you typed is here; saving it asks you to sign in.'}</span>
      </p>
      <Button className={css.button} onClick={() => putAside(false)}>
        Sign in
      </Button>
    </div>
  );
}
