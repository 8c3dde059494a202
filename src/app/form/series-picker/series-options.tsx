import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { type UIEvent, useEffect, useRef } from 'react';
import { directionOf } from '#domain/exclusion.ts';
import { known, type Series } from '#domain/series.ts';
import { CheckIcon } from '../../ui/icons.tsx';
import type { useListbox } from '../../ui/use-listbox.ts';
import { nameOf, SeriesState } from './chosen-series.tsx';
import css from './series-picker.module.css';

/** So many px or options before the end the next page is asked for. */
const AHEAD_PX = 400;
const AHEAD = 8;

interface SeriesOptionsProps {
  readonly id: string;
  readonly label: string;
  readonly list: ReturnType<typeof useListbox>;
  readonly hits: UseInfiniteQueryResult;
  readonly options: readonly Series[];
  readonly q: string;
  readonly own: number | null;
  readonly chosen: readonly number[];
  readonly clusterZone: string;
  readonly onPick: (series: Series) => void;
}

/** What the search finds, and more of it as one goes down. */
export function SeriesOptions({ id, label, list, hits, options, q, own, chosen, onPick }: SeriesOptionsProps) {
  const box = useRef<HTMLDivElement>(null);
  const { active } = list;
  const { hasNextPage, isFetching, fetchNextPage } = hits;
  const wantsMore = hasNextPage && !isFetching;

  const isEmpty = options.length === 0;
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [isEmpty]);
  useEffect(() => {
    box.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
    if (active >= 0 && active >= options.length - AHEAD && wantsMore) void fetchNextPage();
  }, [active, options.length, wantsMore, fetchNextPage]);

  function scroll({ currentTarget: { scrollTop, clientHeight, scrollHeight } }: UIEvent<HTMLElement>) {
    if (wantsMore && scrollTop + clientHeight > scrollHeight - AHEAD_PX) void fetchNextPage();
  }

  return (
    <div ref={box} className={css.popup} aria-busy={isFetching}>
      <div
        id={id}
        role="listbox"
        aria-label={label}
        aria-multiselectable="true"
        className={css.options}
        onScroll={scroll}
      >
        {options.map((series, index) => {
          const each = known(series.values.id);
          const isOwn = each !== null && each === own;
          const isChosen = each !== null && chosen.includes(each);
          return (
            // The keys are the input's; the list never has the focus.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={each ?? index}
              id={list.optionId(index)}
              role="option"
              aria-selected={isChosen}
              aria-disabled={isOwn || undefined}
              data-active={index === active || undefined}
              className={css.option}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => active !== index && list.activate(index)}
              onClick={() => onPick(series)}
            >
              <span className={css.what}>
                <span className={css.name}>{nameOf(series)}</span>
                <span className={css.small}>
                  <span translate="no">
                    {[each, known(series.values.discountCode), known(series.values.seriesCode)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {isOwn ? (
                    <span>{' · This series, which cannot exclude itself'}</span>
                  ) : (
                    directionOf(own, series) === 'both' && <span>{' · Excludes this series'}</span>
                  )}
                </span>
              </span>
              <SeriesState series={series} />
              <span className={css.tick}>{isChosen && <CheckIcon size={16} />}</span>
            </div>
          );
        })}
      </div>
      <p role="status" className={options.length > 0 && !hits.isError ? 'visually-hidden' : css.empty}>
        {outcome(hits, options.length, q)}
      </p>
    </div>
  );
}

function outcome(hits: UseInfiniteQueryResult, found: number, q: string): string {
  if (hits.isError) return `The search failed. ${hits.error.message} An id can be typed all the same.`;
  if (hits.isPending) return 'Searching…';
  if (found === 0) return `No series has “${q}” in its name, codes or id.`;
  return `${found}${hits.hasNextPage ? ' or more' : ''} series found. Arrow keys choose, Enter adds or removes.`;
}
