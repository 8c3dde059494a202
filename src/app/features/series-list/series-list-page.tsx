import { Box, Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { wallClock } from '#values/zone.ts';
import type { ListSort } from '#contract/endpoint-constants.ts';
import { FILTER_KEYS, type ListFilters } from '#contract/list-filters.ts';
import type { MirrorState } from '#contract/server-endpoints.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { errorNumberIn, meaningOf } from '#domain/redemption/error-meanings.ts';
import { mayLackSeries, seriesListQuery, type SeriesPage } from '../../api/series-queries.ts';
import { useClockOffset } from '../../api/server-clock.ts';
import { useShownSettings } from '../../api/shown-settings.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { lazyPart, nothing } from '../../ui/lazy-part.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { EmptyState, ErrorState } from '../../ui/placeholder.tsx';
import { FilterButton } from './filter-button.tsx';
import { answerable, isSameList, type ListSearch } from './list-search.ts';
import { ListTabs, TAB_LABELS } from './list-tabs.tsx';
import { SearchBox } from './search-box.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import css from './series-list.module.css';
import { SeriesTable, TableSkeleton } from './series-table.tsx';
import { SortSelect } from './sort.tsx';

// The rows come first: the popover is a tenth of the page's scripts.
const ViewButton = lazyPart(
  () => import('./view-button.tsx'),
  (module) => module.ViewButton,
);

const SavedViewsButton = lazyPart(
  () => import('./saved-views.tsx'),
  (module) => module.SavedViewsButton,
);

const ExportButton = lazyPart(
  () => import('./selection-bar.tsx'),
  (module) => module.ExportButton,
);

const SelectionBar = lazyPart(
  () => import('./selection-bar.tsx'),
  (module) => module.SelectionBar,
  { fallback: nothing },
);

const OwnUndoneSaves = lazyPart(
  () => import('./own-undone-saves.tsx'),
  (module) => module.OwnUndoneSaves,
  { fallback: nothing },
);

const UncheckedNotice = lazyPart(
  () => import('../../series/unchecked-notice.tsx'),
  (module) => module.UncheckedNotice,
  { fallback: nothing },
);

const FilterChips = lazyPart(
  () => import('./filter-chips.tsx'),
  (module) => module.FilterChips,
);

const OffersLinks = lazyPart(
  () => import('./filter-chips.tsx'),
  (module) => module.OffersLinks,
);

interface SeriesListPageProps {
  readonly search: ListSearch;
  /** What the address asks for and the list cannot do. */
  readonly ignored: readonly string[];
  readonly onSearch: (q: string) => void;
  readonly onSort: (sort: ListSort) => void;
  readonly onFilters: (filters: ListFilters) => void;
  /** Shows all series. */
  readonly onClear: () => void;
}

/** All series, searched and sorted by the server, loaded page by page on scrolling. */
export function SeriesListPage({ search: asked, ignored, onSearch, onSort, onFilters, onClear }: SeriesListPageProps) {
  usePageTitle('Coupon series');
  const settings = useShownSettings();
  const { search, off } = answerable(asked, settings.data?.source ?? 'embedded');
  const { q, sort, tab, filters } = search;
  const isFiltered = FILTER_KEYS.some((key) => filters[key] !== undefined);
  const offset = useClockOffset();
  const list = useInfiniteQuery({
    ...seriesListQuery({ q, sort, tab, filters, clusterZone: settings.data?.clusterTimeZone ?? 'UTC' }),
    enabled: settings.data !== undefined,
    placeholderData: keepPreviousData,
  });
  // While the rows of another search are shown, a choice among them belongs to that search.
  const [shown, setShown] = useState(search);
  if (!list.isPlaceholderData && !isSameList(shown, search)) setShown(search);
  const rows = useMemo(() => uniqueSeries(list.data?.pages ?? []), [list.data]);
  const reasons = useMemo(() => new Map(list.data?.pages.flatMap((page) => page.attention)), [list.data]);
  const readAt = list.dataUpdatedAt + offset;
  const failed = settings.error ?? (list.data === undefined ? list.error : null);

  const navigate = useNavigate();
  // The search whose first series opens when its answer arrives.
  const opening = useRef<string | null>(null);
  const firstId = valueOrNull(rows[0]?.values.id ?? null);
  const isAnswered = list.data !== undefined && !list.isPlaceholderData && !list.isFetching;
  function openFirst() {
    opening.current = null;
    if (firstId !== null) void navigate({ to: '/series/$id', params: { id: firstId } });
  }
  useEffect(() => {
    if (isAnswered && opening.current === q) openFirst();
  });

  function resort(next: ListSort) {
    window.scrollTo({ top: 0 });
    onSort(next);
  }

  function refilter(next: ListFilters) {
    window.scrollTo({ top: 0 });
    onFilters(next);
  }

  function content() {
    if (failed)
      return (
        <ErrorState
          title="The list could not be loaded"
          onRetry={() => void (settings.error ? settings.refetch() : list.refetch())}
          retrying={settings.isFetching || list.isFetching}
        >
          <ErrorText error={failed}>{`${failed.message} Try again in a minute.`}</ErrorText>
        </ErrorState>
      );
    if (!settings.data || !list.data) return <TableSkeleton />;
    if (rows.length === 0 && (q !== '' || tab !== null || isFiltered))
      return (
        <EmptyState
          title={
            q === ''
              ? isFiltered
                ? `No series matches the filters${tab === null ? '' : ` in ${TAB_LABELS[tab]}`}`
                : `No series: ${TAB_LABELS[tab ?? 'all']}`
              : `Nothing matches “${q}”${tab === null ? '' : ` in ${TAB_LABELS[tab]}`}`
          }
          action={
            <div className="cluster">
              <Button variant="default" onClick={onClear}>
                {tab === null && !isFiltered ? 'Show all series' : 'Clear filters'}
              </Button>
              {q !== '' && (
                <Link to="/check" hash="look-up-customer">
                  Look up a coupon or a customer
                </Link>
              )}
            </div>
          }
        >
          {q === '' && isFiltered
            ? 'Remove a filter, or choose another value.'
            : q === ''
              ? 'The other series have another status.'
              : 'The search looks at the name, the series id, and the POS, series and common codes. Try a part of one of them.'}
        </EmptyState>
      );
    if (rows.length === 0)
      return (
        <EmptyState title="There are no series yet">
          {settings.data.source === 'upstream'
            ? 'Series appear here as soon as the connected API has some.'
            : 'Series appear here as soon as they are created over the API.'}
        </EmptyState>
      );
    return (
      <SeriesTable
        search={shown}
        rows={rows}
        reasons={reasons}
        settings={settings.data}
        // Status and relative times as of the answer.
        now={readAt}
        sort={sort}
        onSort={resort}
        stale={list.isPlaceholderData}
        more={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        failedMore={list.isFetchNextPageError ? list.error.message : null}
        onMore={() => void list.fetchNextPage({ cancelRefetch: false })}
      />
    );
  }

  const errorNumber = errorNumberIn(q);
  const error = errorNumber === null ? null : meaningOf(errorNumber);
  const [firstPage] = list.data?.pages ?? [];
  const mirror = firstPage?.mirror ?? null;
  const isLacking = firstPage !== undefined && mayLackSeries(firstPage, search);
  const state = settings.data && list.data ? stateText(mirror, readAt, settings.data.timeZone) : null;
  return (
    <Page>
      <ErrorBoundary>
        <PageHeader
          title="Coupon series"
          beside={
            <p role="status" className="tabular">
              {state !== null && !failed && `${countText(rows.length, list.hasNextPage, q)}, ${state}`}
            </p>
          }
          tabs={<ListTabs search={search} after={list.isPlaceholderData ? 0 : list.dataUpdatedAt} />}
        />
      </ErrorBoundary>
      {settings.data?.source === 'upstream' && (
        <Suspense>
          <OwnUndoneSaves timeZone={settings.data.timeZone} />
        </Suspense>
      )}
      <div className={`cluster ${css.toolbar}`}>
        <ErrorBoundary>
          <SearchBox
            q={q}
            onSearch={(text) => {
              window.scrollTo({ top: 0 });
              opening.current = null;
              onSearch(text);
            }}
            onOpenFirst={(text) => {
              // A number of the till is a question, not a series.
              if (errorNumberIn(text) !== null) return;
              opening.current = text;
              if (isAnswered && text === q) openFirst();
            }}
            onEnterList={() => document.querySelector<HTMLElement>('[role=table] [role=row] a')?.focus()}
          />
          <FilterButton filters={filters} settings={settings.data} now={readAt} onFilters={refilter} />
          <SortSelect sort={sort} isSearch={q !== ''} onSort={resort} />
          <Suspense>
            <Box ml="auto" className="cluster">
              <SavedViewsButton search={asked} />
              <ViewButton />
              <ExportButton search={search} all={false} ids={[]} />
            </Box>
          </Suspense>
        </ErrorBoundary>
      </div>
      {isFiltered && (
        <Suspense>
          <FilterChips filters={filters} onFilters={refilter} />
          <OffersLinks filters={filters} />
        </Suspense>
      )}
      {off.map(({ label, why }) => (
        <Notice key={label} tone="warn" layout="panel">{`The filter “${label}” is off. ${why}`}</Notice>
      ))}
      {ignored.length > 0 && (
        <Notice tone="warn" layout="panel">
          {`The address has values that cannot be read, so the list ignores them: ${ignored.join(', ')}.`}
        </Notice>
      )}
      {error !== null && (
        <Notice
          tone="info"
          layout="panel"
        >{`${errorNumber} is an error number of the ${error.from === 'API' ? 'till' : 'coupon engine'}: ${error.meaning} Series with ${errorNumber} in a name, an id or a code follow.`}</Notice>
      )}
      {isLacking && (
        <Suspense>
          <UncheckedNotice />
        </Suspense>
      )}
      <div className="surface">
        <ErrorBoundary what="The list">{content()}</ErrorBoundary>
      </div>
      <Suspense>
        <SelectionBar search={shown} after={list.isPlaceholderData ? 0 : list.dataUpdatedAt} />
      </Suspense>
    </Page>
  );
}

/** How current the list is. A mirror is older than the answer. */
function stateText(mirror: MirrorState | null, readAt: number, zone: string): string {
  if (mirror?.asOf === null)
    return mirror.reading
      ? `reading from the API: ${formatNumber(mirror.reading.read)} of ${formatNumber(mirror.reading.total)}`
      : 'not all read from the API yet';
  const at = wallClock(mirror ? Date.parse(mirror.asOf) : readAt, zone);
  const isToday = at.isSame(wallClock(readAt, zone), 'day');
  return `as of ${at.format(isToday ? 'HH:mm' : 'D MMM, HH:mm')}`;
}

function countText(count: number, more: boolean, q: string): string {
  const matching = q === '' ? '' : ` matching “${q}”`;
  return more
    ? `First ${formatNumber(count)} series${matching}, more as you scroll`
    : `${formatNumber(count)} series${matching}`;
}

/** Removes duplicates: a series saved while the user scrolls may be on two pages. */
function uniqueSeries(pages: readonly SeriesPage[]): readonly Series[] {
  const byId = new Map<unknown, Series>();
  for (const page of pages) for (const series of page.items) byId.set(series.wire['id'] ?? series, series);
  return [...byId.values()];
}
