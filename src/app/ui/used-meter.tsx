import type { CSSProperties } from 'react';
import css from './meter.module.css';

/** How much of a limit is used, as a thin bar. The figures must be given as text next to it. */
export function UsedMeter({ used, limit }: { used: number; limit: number }) {
  const part = limit > 0 ? Math.min(1, used / limit) : 1;
  return (
    <span
      className={css.meter}
      data-used={part >= 0.9 ? 'nearly all' : undefined}
      aria-hidden="true"
      // Passed as a variable, because the width is data.
      style={{ '--redeemed': `${part * 100}%` } as CSSProperties}
    />
  );
}
