import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import css from './fields.module.css';

interface ShownOnceProps {
  readonly secret: string;
  /** What it is, in words: "link". */
  readonly what: string;
  readonly children: ReactNode;
}

/** A secret that is on the screen this once, to be copied. */
export function ShownOnce({ secret, what, children }: ShownOnceProps) {
  return (
    <div className={css.once}>
      <div className={css.secret}>
        <code translate="no">{secret}</code>
        <CopyButton text={secret} what={what} />
      </div>
      <p className={css.hint}>{children}</p>
    </div>
  );
}
