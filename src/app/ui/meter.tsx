import type { CSSProperties } from 'react';
import { formatNumber } from '#values/number-format.ts';
import css from './meter.module.css';

interface MeterProps {
  readonly redeemed: number;
  readonly issued: number;
  /** The most that may be issued; null: no limit, the bar is then as long as what was issued. */
  readonly limit: number | null;
}

/** A thin bar: redeemed, outstanding, left. The same figures always stand beside it in words. */
export function Meter({ redeemed, issued, limit }: MeterProps) {
  const whole = Math.max(redeemed, issued, limit ?? 0, 1);
  const percent = (part: number) => `${(Math.max(0, part) / whole) * 100}%`;
  const outstanding = Math.max(0, issued - redeemed);
  const left = limit === null ? null : Math.max(0, limit - issued);
  const said = [
    `${formatNumber(redeemed)} redeemed`,
    `${formatNumber(outstanding)} outstanding`,
    left === null ? 'no limit' : `${formatNumber(left)} left to issue`,
  ].join(', ');
  return (
    <span
      className={css.meter}
      role="img"
      aria-label={said}
      title={said}
      // Widths are data; the sheet reads them as variables.
      style={{ '--redeemed': percent(redeemed), '--outstanding': percent(outstanding) } as CSSProperties}
    >
      <span className={css.redeemed} />
      <span className={css.outstanding} />
    </span>
  );
}
