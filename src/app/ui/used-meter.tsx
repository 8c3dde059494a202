import type { CSSProperties } from 'react';
import css from './meter.module.css';

/** How much of a ceiling is used, as a thin bar beside the words that say it. */
export function UsedMeter({ used, limit }: { used: number; limit: number }) {
  const part = limit > 0 ? Math.min(1, used / limit) : 1;
  return (
    <span
      className={css.meter}
      data-used={part >= 0.9 ? 'nearly all' : undefined}
      aria-hidden="true"
      // The width is data; the sheet reads it as a variable.
      style={{ '--redeemed': `${part * 100}%` } as CSSProperties}
    >
      <span className={css.redeemed} />
    </span>
  );
}
