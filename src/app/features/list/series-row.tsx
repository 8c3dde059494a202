import { Link } from '@tanstack/react-router';
import { memo, type Ref } from 'react';
import { catalogue, type Values } from '#catalogue/catalogue.ts';
import { formatDay, formatInstant, formatMoney, formatNumber, formatValue, type Print } from '#catalogue/format.ts';
import type { Settings } from '#contract/api.ts';
import { seriesEnd } from '#domain/expiry.ts';
import { known, type Series } from '#domain/series.ts';
import { statusOf } from '#domain/status.ts';
import { gatesOf } from '#domain/visibility.ts';
import { Meter } from '../../ui/meter.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { relativeTime } from './relative-time.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import css from './series-list.module.css';

interface SeriesRowProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly index: number;
  /** Px from the top of the rows. */
  readonly offset: number;
  readonly series: Series;
  readonly settings: Settings;
  readonly now: number;
  readonly isCompact: boolean;
}

export const SeriesRow = memo(function SeriesRow({ ref, index, offset, ...cells }: SeriesRowProps) {
  return (
    <div
      ref={ref}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      className={css.row}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <ErrorBoundary>
        <Cells {...cells} />
      </ErrorBoundary>
    </div>
  );
});

function Cells({ series, settings, now, isCompact }: Omit<SeriesRowProps, 'ref' | 'index' | 'offset'>) {
  const { values } = series;
  const print: Print = {
    currency: settings.currency,
    zone: settings.timeZone,
    gates: gatesOf(values, series.wire),
  };
  const id = known(values.id);
  const name = known(values.description)?.trim();
  const code = known(values.discountCode);
  const issued = known(values.numIssued) ?? 0;
  const redeemed = known(values.numRedeemed) ?? 0;
  const maxCreate = known(values.maxCreate);
  const changed = known(values.lastUsed);
  const end = seriesEnd(values, settings.clusterTimeZone);
  const status = statusOf(values, { now, clusterZone: settings.clusterTimeZone });
  return (
    <>
      <div role="cell" className={css.name}>
        {id === null ? (
          <span className={css.link}>{name || 'Without a name'}</span>
        ) : (
          <Link to="/series/$id" params={{ id }} className={css.link}>
            {name || 'Without a name'}
          </Link>
        )}
        <div className={css.small} translate="no">
          {[id, code].filter((part) => part !== null && part !== '').join(' · ')}
        </div>
      </div>
      <div role="cell" className={css.status}>
        <StatusBadge {...status} layout={isCompact ? 'line' : 'stacked'} />
      </div>
      <div role="cell" className={css.until}>
        {end ? (
          <>
            <span>{formatDay(end.day).slice(4)}</span>
            {end.from === 'owner' && <div className={css.small}>from its owner</div>}
          </>
        ) : (
          <span className={css.quiet}>No end</span>
        )}
      </div>
      <div role="cell" className={css.discount}>
        {discountText(values, print)}
      </div>
      <div role="cell" className={css.figures}>
        <div>{`${formatNumber(redeemed)} of ${formatNumber(issued)}`}</div>
        <Meter redeemed={redeemed} issued={issued} limit={maxCreate} />
      </div>
      <div role="cell" className={css.limit}>
        <Limit coupons={maxCreate} redemptions={known(values.maxRedeem)} />
      </div>
      <div role="cell" className={css.changed}>
        {changed === null ? (
          <span className={css.quiet}>Not known</span>
        ) : (
          <time dateTime={changed} title={formatInstant(Date.parse(changed), settings.timeZone)}>
            {relativeTime(Date.parse(changed), now, settings.timeZone)}
          </time>
        )}
      </div>
    </>
  );
}

function discountText(values: Values, print: Print): string {
  const value = formatValue(catalogue.discountValue.kind, values.discountValue, print);
  const cap = print.gates.discountType === 'PERC' ? known(values.discountUpto) : null;
  return cap === null ? value : `${value}, up to ${formatMoney(cap, print.currency)}`;
}

function Limit({ coupons, redemptions }: { readonly coupons: number | null; readonly redemptions: number | null }) {
  if (coupons === null && redemptions === null) return <span className={css.quiet}>No limit</span>;
  return (
    <>
      {coupons !== null && (
        <div>
          <span>{`${formatNumber(coupons)} `}</span>
          <span className={css.small}>{coupons === 1 ? 'coupon' : 'coupons'}</span>
        </div>
      )}
      {redemptions !== null && (
        <div>
          <span>{`${formatNumber(redemptions)} `}</span>
          <span className={css.small}>{redemptions === 1 ? 'redemption' : 'redemptions'}</span>
        </div>
      )}
    </>
  );
}
