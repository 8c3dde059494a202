import { Button } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState } from 'react';
import type { ListSort, Settings } from '#contract/api.ts';
import type { Series } from '#domain/series.ts';
import { usePreferences } from '../../api/preferences.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/placeholder.tsx';
import css from './series-list.module.css';
import { SeriesRow } from './series-row.tsx';
import { SortHeader } from './sort.tsx';

const ROW_HEIGHT = { comfortable: 59, compact: 41 } as const;
const LOAD_AHEAD = 20;

interface SeriesTableProps {
  readonly rows: readonly Series[];
  readonly settings: Settings;
  /** Epoch ms of the answer. */
  readonly now: number;
  readonly sort: ListSort;
  readonly onSort: (sort: ListSort) => void;
  /** Rows of the search before, while the new ones are on their way. */
  readonly stale: boolean;
  readonly more: boolean;
  readonly loadingMore: boolean;
  readonly failedMore: string | null;
  readonly onMore: () => void;
}

/** A table of which only the rows in sight are drawn. The window scrolls it, so that "back" finds its place again. */
export function SeriesTable(props: SeriesTableProps) {
  const { rows, settings, now, sort, onSort, stale, more, loadingMore, failedMore, onMore } = props;
  const { density, hiddenColumns } = usePreferences();
  const [top, setTop] = useState(0);
  // What stands above the rows may wrap: measured once and whenever the page changes its size.
  const measureTop = useCallback((body: HTMLElement | null) => {
    if (!body) return;
    const measure = () => setTop(Math.round(body.getBoundingClientRect().top + window.scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT[density],
    overscan: 10,
    scrollMargin: top,
  });
  const items = virtual.getVirtualItems();
  // Rows have another height then.
  useEffect(() => virtual.measure(), [virtual, density, hiddenColumns]);

  const last = items.at(-1)?.index ?? 0;
  const wanted = more && !loadingMore && failedMore === null && !stale && last >= rows.length - LOAD_AHEAD;
  useEffect(() => {
    if (wanted) onMore();
    // A new page asks for the next one if that is still in sight; `onMore` itself changes with every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wanted, rows.length]);

  return (
    <div
      role="table"
      aria-label="Coupon series"
      aria-rowcount={more ? -1 : rows.length + 1}
      aria-busy={stale || loadingMore}
      data-stale={stale || undefined}
      data-density={density}
      data-without={hiddenColumns.join(' ')}
      className={css.table}
    >
      <div role="rowgroup" className={css.head}>
        <div role="row" aria-rowindex={1} className={css.headRow}>
          <SortHeader by="name" first="name" sort={sort} onSort={onSort}>
            Series
          </SortHeader>
          <div role="columnheader">Status</div>
          <SortHeader by="validTill" first="validTill" sort={sort} onSort={onSort} className={css.until}>
            Valid until
          </SortHeader>
          <div role="columnheader" className={css.discount}>
            Discount
          </div>
          <div role="columnheader" className={css.figures}>
            Redeemed of issued
          </div>
          <div role="columnheader" className={css.limit}>
            Limit
          </div>
          <SortHeader by="lastModified" first="-lastModified" sort={sort} onSort={onSort} className={css.changed}>
            Changed
          </SortHeader>
        </div>
      </div>
      <div role="rowgroup" ref={measureTop} className={css.body} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const series = rows[item.index];
          return (
            series && (
              <SeriesRow
                key={item.key}
                ref={virtual.measureElement}
                index={item.index}
                offset={item.start - top}
                series={series}
                settings={settings}
                now={now}
                isCompact={density === 'compact'}
              />
            )
          );
        })}
      </div>
      {failedMore !== null && (
        <div className={css.foot}>
          <Notice tone="error" live>{`The next series could not be loaded. ${failedMore}`}</Notice>
          <Button variant="default" onClick={onMore}>
            Try again
          </Button>
        </div>
      )}
      {more && failedMore === null && (
        <div className={css.foot}>
          <p>Loading more series…</p>
        </div>
      )}
    </div>
  );
}

/** The table before its first answer, at the same height. */
export function TableSkeleton() {
  return (
    <div className={css.table} aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading series
      </p>
      <div className={css.head} aria-hidden="true">
        <div className={css.headRow} />
      </div>
      {['62%', '48%', '71%', '55%', '40%', '66%', '52%', '45%'].map((width) => (
        <div key={width} className={css.skeletonRow}>
          <div className={css.skeletonCell}>
            <Skeleton width={width} />
            <Skeleton width="30%" height="0.625rem" />
          </div>
          <div className={css.skeletonCell}>
            <Skeleton width="50%" />
            <Skeleton width="70%" height="0.625rem" />
          </div>
        </div>
      ))}
    </div>
  );
}
