import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { type UIEvent, useEffect, useRef } from 'react';
import { directionOf } from '#domain/limits/exclusion.ts';
import { valueOrNull, type Series } from '#domain/series/series.ts';
import { CheckIcon } from '../../../ui/icons.tsx';
import type { useListbox } from '../../../ui/use-listbox.ts';
import { nameOf, SeriesState } from './chosen-series.tsx';
import css from './series-picker.module.css';

/** The next page loads this far before the end of the list. */
const PREFETCH_PX = 400;
const PREFETCH_OPTIONS = 8;

interface SeriesOptionsProps {
  readonly id: string;
  readonly label: string;
  readonly list: ReturnType<typeof useListbox>;
  readonly hits: UseInfiniteQueryResult;
  readonly options: readonly Series[];
  readonly q: string;
  readonly ownId: number | null;
  readonly chosen: readonly number[];
  readonly clusterZone: string;
}

/** The search results, loaded page by page on scrolling. */
export function SeriesOptions({ id, label, list, hits, options, q, ownId, chosen }: SeriesOptionsProps) {
  const box = useRef<HTMLDivElement>(null);
  const { active } = list;
  const { hasNextPage, isFetching, fetchNextPage } = hits;
  const wantsMore = hasNextPage && !isFetching;

  const isEmpty = options.length === 0;
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [isEmpty]);
  useEffect(() => {
    if (active >= 0 && active >= options.length - PREFETCH_OPTIONS && wantsMore) void fetchNextPage();
  }, [active, options.length, wantsMore, fetchNextPage]);

  function scroll({ currentTarget: { scrollTop, clientHeight, scrollHeight } }: UIEvent<HTMLElement>) {
    if (wantsMore && scrollTop + clientHeight > scrollHeight - PREFETCH_PX) void fetchNextPage();
  }

  return (
    <div ref={box} className={`popup surface float ${css.popup}`} aria-busy={isFetching}>
      <div
        id={id}
        role="listbox"
        aria-label={label}
        aria-multiselectable="true"
        className={css.options}
        onScroll={scroll}
      >
        {options.map((series, index) => {
          const seriesId = valueOrNull(series.values.id);
          const isOwnSeries = seriesId !== null && seriesId === ownId;
          const isChosen = seriesId !== null && chosen.includes(seriesId);
          return (
            <div
              key={seriesId ?? index}
              {...list.optionProps(index)}
              aria-selected={isChosen}
              aria-disabled={isOwnSeries || undefined}
              className={`popup-option ${css.option}`}
            >
              <span className={css.what}>
                <span className={css.name}>{nameOf(series)}</span>
                <span className="secondary tabular">
                  <span translate="no">
                    {[seriesId, valueOrNull(series.values.discountCode), valueOrNull(series.values.seriesCode)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {isOwnSeries ? (
                    <span>{' · This series, which cannot exclude itself'}</span>
                  ) : (
                    directionOf(ownId, series) === 'both' && <span>{' · Excludes this series'}</span>
                  )}
                </span>
              </span>
              <SeriesState series={series} />
              <span className={css.tick}>{isChosen && <CheckIcon size={16} />}</span>
            </div>
          );
        })}
      </div>
      <p role="status" className={options.length > 0 && !hits.isError ? 'visually-hidden' : 'secondary'}>
        {resultText(hits, options.length, q)}
      </p>
    </div>
  );
}

function resultText(hits: UseInfiniteQueryResult, count: number, q: string): string {
  if (hits.isError) return `The search failed. ${hits.error.message} You can still type an id.`;
  if (hits.isPending) return 'Searching…';
  if (count === 0) return `No series has “${q}” in its name, codes or id.`;
  return `${count}${hits.hasNextPage ? ' or more' : ''} series found. Arrow keys choose, Enter adds or removes.`;
}
