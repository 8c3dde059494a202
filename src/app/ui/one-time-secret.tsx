import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import css from './one-time-secret.module.css';

interface OneTimeSecretProps {
  readonly secret: string;
  /** Name of the secret, such as "link". */
  readonly what: string;
  readonly children: ReactNode;
}

/** A secret that is shown only once, with a copy button. */
export function OneTimeSecret({ secret, what, children }: OneTimeSecretProps) {
  return (
    <div>
      <div className={`cluster inset ${css.secret}`}>
        <code translate="no">{secret}</code>
        <CopyButton text={secret} what={what} />
      </div>
      <p className={`tertiary ${css.hint}`}>{children}</p>
    </div>
  );
}
