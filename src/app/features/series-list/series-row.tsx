import { Box } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo, type Ref } from 'react';
import type { Print } from '#catalogue/format.ts';
import { formatDay, formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { ListColumn } from '#contract/endpoint-constants.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { cappedDiscountText } from '#domain/discount/capped-discount-text.ts';
import { seriesEnd } from '#domain/lifetime/expiry.ts';
import { valueOrNull, type Series } from '#domain/series/series.ts';
import { outstanding } from '#domain/lifetime/outstanding.ts';
import { statusOf } from '#domain/lifetime/status.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { Notice } from '../../ui/notice.tsx';
import { Meter } from '../../ui/meter.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { relativeTime } from '../../ui/relative-time.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import css from './series-list.module.css';

interface SeriesRowProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly index: number;
  /** Px from the top of the rows. */
  readonly offset: number;
  readonly series: Series;
  /** Why it needs attention, besides its status. */
  readonly reasons: readonly string[] | undefined;
  readonly settings: Settings;
  readonly now: number;
  readonly isCompact: boolean;
  readonly hiddenColumns: readonly ListColumn[];
  readonly isSelected: boolean;
  readonly onToggle: (id: number) => void;
}

export const SeriesRow = memo(function SeriesRow({ ref, index, offset, ...cells }: SeriesRowProps) {
  return (
    <div
      ref={ref}
      data-index={index}
      data-id={cells.series.wire['id']}
      role="row"
      aria-rowindex={index + 2}
      data-chosen={cells.isSelected || undefined}
      className={css.row}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <ErrorBoundary>
        <Cells {...cells} />
      </ErrorBoundary>
    </div>
  );
});

function Cells({
  series,
  reasons = [],
  settings,
  now,
  isCompact,
  hiddenColumns,
  isSelected,
  onToggle,
}: Omit<SeriesRowProps, 'ref' | 'index' | 'offset'>) {
  const shows = (column: ListColumn) => !hiddenColumns.includes(column);
  const { values } = series;
  const print: Print = {
    currency: settings.currency,
    zone: settings.timeZone,
    gates: gatesOf(values, series.wire),
  };
  const id = valueOrNull(values.id);
  const name = valueOrNull(values.description)?.trim();
  const code = valueOrNull(values.discountCode);
  const issued = valueOrNull(values.numIssued) ?? 0;
  const redeemed = valueOrNull(values.numRedeemed) ?? 0;
  const maxCreate = valueOrNull(values.maxCreate);
  const out = outstanding(values);
  const changed = valueOrNull(values.lastUsed);
  const end = seriesEnd(values, settings.clusterTimeZone);
  const status = statusOf(values, { now, clusterZone: settings.clusterTimeZone, storeZone: settings.timeZone });
  return (
    <>
      <div role="cell" className={css.select}>
        {id !== null && (
          <label>
            <input
              type="checkbox"
              aria-label={`Choose ${name || 'the unnamed series'} (${id})`}
              checked={isSelected}
              onChange={() => onToggle(id)}
            />
          </label>
        )}
      </div>
      <div role="cell" className={css.name}>
        {id === null ? (
          <span className={css.link}>{name || 'Unnamed series'}</span>
        ) : (
          <Link to="/series/$id" params={{ id }} className={css.link}>
            {name || 'Unnamed series'}
          </Link>
        )}
        <div className="tertiary" translate="no">
          {[id, code].filter((part) => part !== null && part !== '').join(' · ')}
        </div>
        {reasons.length > 0 && <AttentionMark reasons={reasons} isCompact={isCompact} />}
      </div>
      <div role="cell">
        <StatusBadge {...status} layout={isCompact ? 'line' : 'stacked'} />
      </div>
      {shows('until') && (
        <div role="cell" className={css.until}>
          {end ? (
            <>
              <span>{formatDay(end.day).slice(4)}</span>
              {end.from === 'owner' && <div className="tertiary">from its owner</div>}
            </>
          ) : (
            <span className={css.quiet}>No end</span>
          )}
        </div>
      )}
      {shows('discount') && <div role="cell">{cappedDiscountText(values, print)}</div>}
      {shows('figures') && (
        <div role="cell" className={css.figures}>
          <div>{`${formatNumber(redeemed)}${out === null ? ' uses' : ''} of ${formatNumber(issued)}`}</div>
          <Meter redeemed={redeemed} issued={issued} limit={maxCreate} outstanding={out} />
        </div>
      )}
      {shows('limit') && (
        <div role="cell" className={css.end}>
          <Limit coupons={maxCreate} redemptions={valueOrNull(values.maxRedeem)} />
        </div>
      )}
      {shows('changed') && (
        <div role="cell" className={`${css.end} ${css.quiet}`}>
          {changed === null ? (
            'Unknown'
          ) : (
            <time dateTime={changed} title={formatInstant(Date.parse(changed), settings.timeZone)}>
              {relativeTime(Date.parse(changed), now, settings.timeZone)}
            </time>
          )}
        </div>
      )}
    </>
  );
}

interface AttentionMarkProps {
  readonly reasons: readonly string[];
  readonly isCompact: boolean;
}

/** Compact rows show the first reason to the pointer and to screen readers only. */
function AttentionMark({ reasons: [first = '', ...others], isCompact }: AttentionMarkProps) {
  return (
    <div title={[first, ...others].join('\n')}>
      <Notice tone="warn">
        <Box component="span" display="block" className={isCompact ? 'visually-hidden' : 'truncate'}>
          {others.length === 0 ? first : `${first} And ${others.length} more.`}
        </Box>
      </Notice>
    </div>
  );
}

function Limit({ coupons, redemptions }: { readonly coupons: number | null; readonly redemptions: number | null }) {
  if (coupons === null && redemptions === null) return <span className={css.quiet}>No limit</span>;
  return (
    <>
      {coupons !== null && (
        <div>
          <span>{`${formatNumber(coupons)} `}</span>
          <span className="tertiary">{coupons === 1 ? 'coupon' : 'coupons'}</span>
        </div>
      )}
      {redemptions !== null && (
        <div>
          <span>{`${formatNumber(redemptions)} `}</span>
          <span className="tertiary">{redemptions === 1 ? 'redemption' : 'redemptions'}</span>
        </div>
      )}
    </>
  );
}
