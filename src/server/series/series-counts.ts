import { and, eq, sql } from 'drizzle-orm';
import { MINUTE } from '#values/durations.ts';
import { LIST_TABS, type ListTab, MAX_COUNTED_SERIES } from '#contract/list-filters.ts';
import type { TabCounts } from '#contract/series-endpoints.ts';
import type { Database } from '../database/connect.ts';
import { series, seriesFacts as facts } from '../database/schema.ts';
import { inTab, matchesFilter } from './series-filters.ts';
import { hasWords, wordsOf } from './series-list.ts';
import type { SeriesFilter } from './series-source.ts';
import type { Source } from './series-store.ts';

const TABS = ['all', ...LIST_TABS] as const;
/** The most matches of a search that are counted, because reading more takes too long. */
const MAX_MATCHES = 5_000;

/** Counts the series of each tab, in one scan of all facts or of those that match the search. */
export async function countTabs(
  db: Database,
  { q, now, ...filter }: Omit<SeriesFilter, 'tab'>,
  source: Source,
): Promise<TabCounts> {
  const words = wordsOf(q);
  const matches = sql`
    select ${series.id} as id from ${series}
    where ${and(eq(series.source, source), hasWords(words))} limit ${MAX_MATCHES + 1}`;
  const where = and(
    eq(facts.source, source),
    matchesFilter({ ...filter, now }),
    words.length === 0 ? undefined : sql`${facts.id} in (select id from matches)`,
  );
  const columns = LIST_TABS.map(
    (tab) => sql`count(*) filter (where ${inTab(tab, now)})::int as ${sql.identifier(tab)}`,
  );
  const { rows } = await db.execute<Record<ListTab | 'all' | 'matches', number>>(sql`
    with matches as materialized (${words.length === 0 ? sql`select 0 as id` : matches})
    select count(*)::int as "all", ${sql.join(columns, sql`, `)}, (select count(*) from matches)::int as matches
    from ${facts} where ${where}`);
  const isCut = (rows[0]?.matches ?? 0) > MAX_MATCHES;
  const isFiltered = words.length > 0 || matchesFilter({ ...filter, now }) !== undefined;
  const countOf = (tab: ListTab | 'all') => {
    const count = rows[0]?.[tab] ?? 0;
    if (!isFiltered) return { count, isExact: true };
    const isAbove = count > MAX_COUNTED_SERIES;
    return { count: isAbove ? MAX_COUNTED_SERIES : count, isExact: !isAbove && !isCut };
  };
  // The keys are those of `TABS`.
  return Object.fromEntries(TABS.map((tab) => [tab, countOf(tab)])) as TabCounts;
}

export interface Kept<T> {
  readonly value: T;
  /** Epoch ms. */
  readonly at: number;
}

/** How long a kept value is answered as it is. Another server on the same database may change the series. */
const FRESH_MS = 15_000;
/** How long a kept value is answered while a new one is read. */
const USABLE_MS = 10 * MINUTE;

/** Keeps a value that takes long to read. `change` says that it is outdated. Concurrent readers share one read. */
export function keep<T>(read: () => Promise<T>, now: () => number) {
  let kept: Kept<T> | null = null;
  let reading: Promise<Kept<T>> | null = null;
  let changes = 0;
  const readAgain = () =>
    (reading ??= (async () => {
      for (;;) {
        const before = changes;
        const at = now();
        const value = await read();
        if (before === changes) return (kept = { value, at });
      }
    })().finally(() => {
      reading = null;
    }));
  return {
    async get(): Promise<Kept<T>> {
      const age = kept === null ? Infinity : now() - kept.at;
      if (kept !== null && age >= 0 && age < FRESH_MS) return kept;
      const next = readAgain();
      if (kept === null || age > USABLE_MS || age < 0) return next;
      // The callers that wait for the next value get its error.
      next.catch(() => {});
      return kept;
    },
    change(): void {
      changes += 1;
      kept = null;
    },
  };
}
