import { and, type SQL, sql } from 'drizzle-orm';
import { DAY } from '#values/durations.ts';
import type { ListTab } from '#contract/list-filters.ts';
import type { StatusWord } from '#domain/lifetime/status.ts';
import { seriesFacts as facts } from '../database/schema.ts';
import type { SeriesFilter } from './series-source.ts';

const SOON = 7 * DAY;

/** The rule of `statusAt`. */
export const statusSql = (now: number): SQL<StatusWord> => sql`
  case when ${facts.endsAt} <= ${now} then 'ended'
    when ${facts.unreachableFrom} <= ${now} then 'notRedeemable'
    when ${facts.isLimitReached} then 'limitReached'
    when ${facts.startsAt} > ${now} then 'scheduled'
    else 'live' end`;

/** The order of the statuses is that of the tabs. */
export const statusRank = (now: number): SQL<number> =>
  sql`array_position(array['live', 'scheduled', 'ended', 'limitReached', 'notRedeemable'], ${statusSql(now)})`;

const hasEnded = (now: number) => sql`coalesce(${facts.endsAt} <= ${now}, false)`;

/** Whether a series needs attention: it has not ended, and its rules or its status give a reason. */
export const needsAttention = (now: number): SQL =>
  sql`(not ${hasEnded(now)} and (${facts.attention} is not null or coalesce(${facts.unreachableFrom} <= ${now}, false)))`;

export function inTab(tab: ListTab, now: number): SQL {
  if (tab === 'attention') return needsAttention(now);
  if (tab === 'endingSoon')
    return sql`(${statusSql(now)} = 'live' and coalesce(${facts.endsAt} <= ${now + SOON}, false))`;
  return sql`${statusSql(now)} = ${tab}`;
}

/** What a filter asks of the facts of a series; undefined without a filter. */
export function matchesFilter({ tab, where, now }: Omit<SeriesFilter, 'q'>): SQL | undefined {
  return and(tab && inTab(tab, now), where);
}
