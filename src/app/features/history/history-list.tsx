import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { fieldOf, sections } from '#catalogue/catalogue.ts';
import { formatDay, formatInstant, zoneName } from '#values/date-format.ts';
import { groupBy } from '#values/group-by.ts';
import { dayOf } from '#values/zone.ts';
import { editorsQuery, historyQuery } from '../../api/history-queries.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/placeholder.tsx';
import { useNow } from '../../ui/use-now.ts';
import { filterOf, type HistorySearch } from './history-search.ts';
import type { Restoring } from './restore-button.tsx';
import { HistoryEntryRow } from './history-entry-row.tsx';

interface Props {
  /** Null: the history of all series. */
  readonly id: number | null;
  readonly settings: ShownSettings;
  /** Null: the viewer cannot restore. */
  readonly restoring?: Restoring | null;
  readonly search: HistorySearch;
  readonly onSearch: (change: HistorySearch) => void;
}

/** The saves of a series or of all series, the last one first, grouped by day. */
export function HistoryList({ id, settings, search, onSearch, restoring = null }: Props) {
  const zone = settings.timeZone;
  const history = useInfiniteQuery(historyQuery(id, filterOf(search, zone)));
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const entries = history.data?.pages.flatMap((page) => page.entries) ?? [];
  // Only then the last entry is the first one of the series.
  const isWhole = !isFiltered && !history.hasNextPage;
  const days = [...groupBy(entries, ({ at }) => dayOf(Date.parse(at), zone))];
  const now = useNow();
  return (
    <div className="rows" data-roomy>
      <Filters search={search} onSearch={onSearch} />
      <p className="secondary">{`Days and times are in ${zone} (${zoneName(now, zone)}).`}</p>
      {history.error && (
        <ErrorState
          title="The history could not be loaded"
          onRetry={() => void history.refetch()}
          retrying={history.isFetching}
        >
          <ErrorText error={history.error} />
        </ErrorState>
      )}
      {history.isPending && (
        <div role="status" aria-label="Loading">
          <Skeleton height="6rem" />
        </div>
      )}
      {days.map(([day, ofDay]) => (
        <section key={day} aria-label={formatDay(day)} className="rows">
          <h2 className="heading">{formatDay(day)}</h2>
          <Card flush>
            <div className="divided">
              {ofDay.map((entry) => (
                <HistoryEntryRow
                  key={entry.id}
                  entry={entry}
                  settings={settings}
                  withSeries={id === null}
                  restoring={restoring}
                  isFirst={isWhole && entry === entries.at(-1)}
                />
              ))}
            </div>
          </Card>
        </section>
      ))}
      {history.data && entries.length === 0 && !history.hasNextPage && (
        <EmptyState
          title={isFiltered ? 'No entry matches' : 'No change yet'}
          action={
            isFiltered && (
              <Button variant="default" onClick={() => onSearch({})}>
                Clear the filter
              </Button>
            )
          }
        >
          {isFiltered
            ? 'Choose another person, field or day.'
            : 'Each save through Coupon Desk is listed here, with the values before and after.'}
        </EmptyState>
      )}
      {history.hasNextPage && (
        <div className="cluster">
          <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Show older changes
          </Button>
          {isFiltered && <span className="secondary">{reachedText(history.data?.pages.at(-1)?.next, zone)}</span>}
        </div>
      )}
    </div>
  );
}

/** A cursor begins with the time of the last entry that was looked at. */
const reachedText = (next: string | null | undefined, zone: string) =>
  next ? `Looked at everything since ${formatInstant(Number.parseInt(next, 10), zone)}.` : '';

const FIELD_OPTIONS = sections.map(({ label, keys }) => ({
  group: label,
  items: keys.filter((key) => fieldOf(key).access !== 'read').map((key) => ({ value: key, label: fieldOf(key).label })),
}));

function Filters({ search, onSearch }: Pick<Props, 'search' | 'onSearch'>) {
  const { data: editors = [] } = useQuery(editorsQuery());
  const change = (part: Readonly<Record<string, string>>) => onSearch({ ...search, ...part });
  const isUnknown = search.person !== undefined && !editors.some(({ id }) => id === search.person);
  return (
    <div className="cluster" role="group" aria-label="Filter">
      <NativeSelect
        label={<span>Person</span>}
        value={search.person ?? ''}
        onChange={(event) => change({ person: event.currentTarget.value })}
        data={[
          { value: '', label: 'Everyone' },
          ...editors.map(({ id, name }) => ({ value: id, label: name })),
          ...(isUnknown ? [{ value: search.person ?? '', label: 'Another person' }] : []),
        ]}
      />
      <NativeSelect
        label={<span>Field</span>}
        value={search.field ?? ''}
        onChange={(event) => change({ field: event.currentTarget.value })}
        data={[{ value: '', label: 'All fields' }, ...FIELD_OPTIONS.filter(({ items }) => items.length > 0)]}
      />
      <TextInput
        type="date"
        label={<span>From</span>}
        value={search.from ?? ''}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={<span>To</span>}
        value={search.to ?? ''}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
    </div>
  );
}
