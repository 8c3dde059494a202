import type { CSSProperties } from 'react';
import { formatNumber } from '#values/number-format.ts';
import css from './meter.module.css';

interface MeterProps {
  readonly redeemed: number;
  readonly issued: number;
  /** Maximum number of issued coupons. Null means no limit: the bar is then as long as `issued`. */
  readonly limit: number | null;
  /** Coupons that are issued and not redeemed. Null if a code works more than once: redemptions then say nothing about it. */
  readonly outstanding: number | null;
}

/** A thin bar: redeemed, outstanding, left. The same figures must be given as text next to it. */
export function Meter({ redeemed, issued, limit, outstanding }: MeterProps) {
  const used = outstanding === null ? 0 : redeemed;
  const total = Math.max(used, issued, limit ?? 0, 1);
  const percent = (part: number) => `${(Math.max(0, part) / total) * 100}%`;
  const left = limit === null ? null : Math.max(0, limit - issued);
  const label = [
    `${formatNumber(redeemed)} ${outstanding === null ? 'redemptions' : 'redeemed'}`,
    outstanding === null ? `${formatNumber(issued)} issued` : `${formatNumber(outstanding)} outstanding`,
    left === null ? 'no limit' : `${formatNumber(left)} left to issue`,
  ].join(', ');
  return (
    <span
      className={css.meter}
      role="img"
      aria-label={label}
      title={label}
      // Passed as variables, because the widths are data.
      style={{ '--redeemed': percent(used), '--issued': percent(Math.max(issued, used)) } as CSSProperties}
    />
  );
}
