import { Button } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useCallback, useEffect, useState } from 'react';
import { LIST_COLUMNS, type ListSort } from '#contract/endpoint-constants.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import type { Series } from '#domain/series/series.ts';
import { usePreferences } from '../../api/preferences.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/placeholder.tsx';
import css from './series-list.module.css';
import { COLUMNS, tracks } from './list-columns.ts';
import type { ListSearch } from './list-search.ts';
import { isSelected, NOTHING, select, toggleSeries, useSelection } from './selection.ts';
import { SeriesRow } from './series-row.tsx';
import { SortHeader } from './sort.tsx';
import { useRowKeys } from './use-row-keys.ts';

const ROW_HEIGHT = { comfortable: 59, compact: 41 } as const;
const PREFETCH_ROWS = 20;

interface SeriesTableProps {
  readonly rows: readonly Series[];
  /** Why series need attention, by id. */
  readonly reasons: ReadonlyMap<number, readonly string[]>;
  readonly settings: Settings;
  /** Epoch ms of the answer. */
  readonly now: number;
  readonly sort: ListSort;
  readonly onSort: (sort: ListSort) => void;
  /** The rows are those of the previous search, while the new ones load. */
  readonly stale: boolean;
  readonly more: boolean;
  readonly loadingMore: boolean;
  readonly failedMore: string | null;
  readonly onMore: () => void;
  readonly search: ListSearch;
}

/**
 * A virtual table that scrolls with the window, so that "back" restores the scroll position. Its rows are positioned
 * grids, which become cards on narrow screens. Mantine's `Table` styles table elements in the normal flow instead.
 */
export function SeriesTable(props: SeriesTableProps) {
  const { rows, reasons, settings, now, sort, onSort, stale, more, loadingMore, failedMore, onMore, search } = props;
  const selection = useSelection(search);
  const { density, hiddenColumns } = usePreferences();
  // Rows render again when the function changes.
  const toggle = useCallback((id: number) => toggleSeries(search, id), [search]);
  const shown = LIST_COLUMNS.filter((column) => !hiddenColumns.includes(column));
  const [top, setTop] = useState(0);
  // The content above may wrap, so measure again when the page is resized.
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
  useRowKeys(toggle);
  // The height of the rows changes with these.
  useEffect(() => virtual.measure(), [virtual, density, hiddenColumns]);

  const last = items.at(-1)?.index ?? 0;
  const needsMore = more && !loadingMore && failedMore === null && !stale && last >= rows.length - PREFETCH_ROWS;
  useEffect(() => {
    if (needsMore) onMore();
    // Each new page may need the next one. `onMore` is not listed, because it changes with every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [needsMore, rows.length]);

  return (
    <div
      role="table"
      aria-label="Coupon series"
      aria-rowcount={more ? -1 : rows.length + 1}
      aria-busy={stale || loadingMore}
      data-stale={stale || undefined}
      data-density={density}
      className={css.table}
      style={{ '--columns': tracks(shown) } as CSSProperties}
    >
      <div role="rowgroup" className={`secondary ${css.head}`}>
        <div role="row" aria-rowindex={1} className={css.headRow}>
          <div role="columnheader" className={css.select}>
            <label>
              <input
                type="checkbox"
                aria-label="Choose all that match"
                checked={selection.all && selection.ids.size === 0}
                ref={(input) => {
                  if (input) input.indeterminate = selection.ids.size > 0;
                }}
                onChange={() => select(search, selection.all ? NOTHING : { all: true, ids: new Set() })}
              />
            </label>
          </div>
          <SortHeader by="name" first="name" sort={sort} onSort={onSort}>
            Series
          </SortHeader>
          <SortHeader by="status" first="status" sort={sort} onSort={onSort}>
            Status
          </SortHeader>
          {shown.map((column) => {
            const { label, className, sorting } = COLUMNS[column];
            return sorting ? (
              <SortHeader key={column} {...sorting} sort={sort} onSort={onSort} className={className}>
                {label}
              </SortHeader>
            ) : (
              <div key={column} role="columnheader" className={className}>
                {label}
              </div>
            );
          })}
        </div>
      </div>
      <div
        role="rowgroup"
        ref={measureTop}
        className={`tabular ${css.body}`}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const series = rows[item.index];
          const id = Number(series?.wire['id']);
          return (
            series && (
              <SeriesRow
                key={item.key}
                ref={virtual.measureElement}
                index={item.index}
                offset={item.start - top}
                series={series}
                reasons={reasons.get(id)}
                isSelected={isSelected(selection, id)}
                onToggle={toggle}
                settings={settings}
                now={now}
                isCompact={density === 'compact'}
                hiddenColumns={hiddenColumns}
              />
            )
          );
        })}
      </div>
      {failedMore !== null && (
        <div className={`cluster secondary ${css.foot}`}>
          <Notice tone="error" live>{`The next series could not be loaded. ${failedMore}`}</Notice>
          <Button variant="default" onClick={onMore}>
            Try again
          </Button>
        </div>
      )}
      {more && failedMore === null && (
        <div className={`cluster secondary ${css.foot}`}>
          <p>Loading more series…</p>
        </div>
      )}
    </div>
  );
}

/** Placeholder of the table before the first answer. */
export function TableSkeleton() {
  return (
    <div className={`stack ${css.loading}`} aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading series
      </p>
      {['62%', '48%', '71%', '55%', '40%', '66%', '52%', '45%'].map((width) => (
        <div key={width} className="stack">
          <Skeleton width={`calc(${width} / 2)`} />
          <Skeleton width={`calc(${width} / 3)`} height="0.625rem" />
        </div>
      ))}
    </div>
  );
}
