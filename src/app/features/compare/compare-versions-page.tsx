import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { HistoryEntry } from '#contract/history-endpoints.ts';
import { versionOf } from '#domain/change/entry-versions.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import type { Series } from '#domain/series/series.ts';
import { formatInstant } from '#values/date-format.ts';
import { historyQuery, journalEntryQuery } from '../../api/history-queries.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { SeriesHeader } from '../../series/series-header.tsx';
import { useLoadedSeries } from '../../series/use-loaded-series.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/placeholder.tsx';
import { SeriesDifferences } from './series-differences.tsx';
import { readVersionRef, type VersionRef, versionText } from './version-search.ts';

/** Two versions of a series side by side. Both are in the URL. */
export function CompareVersionsPage() {
  const { id } = useParams({ from: '/series/$id/versions' });
  const state = useLoadedSeries(id);
  if ('instead' in state) return state.instead;
  const { loaded, settings } = state;
  return (
    <Page>
      <ErrorBoundary>
        <SeriesHeader series={loaded.series} settings={settings} page="History" />
      </ErrorBoundary>
      <Versions id={id} series={loaded.series} settings={settings} />
    </Page>
  );
}

const textOf = (ref: VersionRef | null) => (ref === null ? '' : versionText(ref));

interface VersionsProps {
  readonly id: number;
  /** As it is now. */
  readonly series: Series;
  readonly settings: ShownSettings;
}

function Versions({ id, series, settings }: VersionsProps) {
  const url = useSearch({ from: '/series/$id/versions' });
  const navigate = useNavigate({ from: '/series/$id/versions' });
  const history = useInfiniteQuery(historyQuery(id, {}));
  const saved = (history.data?.pages.flatMap((page) => page.entries) ?? []).filter(({ state }) => state === 'saved');
  const [latest] = saved;
  const second = readVersionRef(url['b']) ?? 'now';
  const first = readVersionRef(url['a']) ?? (latest ? { entry: latest.id, side: 'before' as const } : null);
  const left = useVersion(id, first, series, settings.clusterTimeZone);
  const right = useVersion(id, second, series, settings.clusterTimeZone);

  const failed = [left, right, history].find(({ error }) => error !== null);
  if (failed)
    return (
      <ErrorState
        title="The versions could not be loaded"
        onRetry={() => void failed.refetch()}
        retrying={failed.isFetching}
      >
        <ErrorText error={failed.error} />
      </ErrorState>
    );
  if (history.data && !history.hasNextPage && saved.length === 0)
    return (
      <EmptyState title="No change yet">
        Each save through Coupon Desk makes a version that can be compared here.
      </EmptyState>
    );

  const options = versionOptions(saved, { isWhole: !history.hasNextPage, zone: settings.timeZone });
  const choose = (change: { readonly a?: string; readonly b?: string }) =>
    void navigate({ search: { a: textOf(first), b: textOf(second), ...change }, replace: true });
  const select = (label: string, ref: VersionRef | null, onChange: (text: string) => void) => (
    <NativeSelect
      label={<span>{label}</span>}
      value={textOf(ref)}
      data={
        options.some(({ value }) => value === textOf(ref))
          ? options
          : [...options, { value: textOf(ref), label: 'An older version' }]
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  const names = [first, second].map(
    (ref) => options.find(({ value }) => value === textOf(ref))?.label ?? 'An older version',
  );
  return (
    <div className="rows" data-roomy>
      <div className="cluster" role="group" aria-label="Versions">
        {select('This version', first, (a) => choose({ a }))}
        {select('and this one', second, (b) => choose({ b }))}
        {history.hasNextPage && (
          <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Load older versions
          </Button>
        )}
      </div>
      {left.data && right.data ? (
        <SeriesDifferences pair={[left.data, right.data]} names={distinct(names)} settings={settings} />
      ) : (
        <div role="status" aria-label="Loading">
          <Skeleton height="6rem" />
        </div>
      )}
    </div>
  );
}

/** The same version may be chosen twice, and each column needs its own key. */
const distinct = ([a = '', b = '']: readonly string[]) => [a, a === b ? `${b} (again)` : b];

/** The series as it was; null and `now` need no request. */
function useVersion(id: number, ref: VersionRef | null, series: Series, clusterZone: string) {
  const entry = useQuery({
    ...journalEntryQuery(id, ref === null || ref === 'now' ? '' : ref.entry),
    enabled: ref !== null && ref !== 'now',
  });
  const side = ref === null || ref === 'now' ? null : ref.side;
  const version = useMemo(
    () => (entry.data && side !== null ? decodeSeries(versionOf(entry.data, side), clusterZone) : undefined),
    [entry.data, side, clusterZone],
  );
  if (ref === null || ref === 'now') return { ...entry, error: null, data: ref === null ? undefined : series };
  return { ...entry, data: version };
}

interface OptionContext {
  /** The entries go back to the first one. */
  readonly isWhole: boolean;
  readonly zone: string;
}

function versionOptions(saved: readonly HistoryEntry[], { isWhole, zone }: OptionContext) {
  const saveText = ({ at, author, isOwn }: HistoryEntry) =>
    `the save of ${formatInstant(Date.parse(at), zone)} by ${isOwn ? 'you' : (author ?? 'a script')}`;
  const [latest, oldest] = [saved[0], saved.at(-1)];
  return [
    { value: 'now', label: 'As it is now' },
    ...(latest ? [{ value: `${latest.id}.before`, label: `Before ${saveText(latest)}` }] : []),
    ...saved.map((entry) => ({ value: `${entry.id}.after`, label: `After ${saveText(entry)}` })),
    ...(isWhole && oldest && oldest !== latest
      ? [{ value: `${oldest.id}.before`, label: `Before ${saveText(oldest)}` }]
      : []),
  ];
}
