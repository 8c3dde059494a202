import { useQuery } from '@tanstack/react-query';
import { LIST_TABS, type ListTab } from '#contract/list-filters.ts';
import { STATUS_LABELS } from '#domain/lifetime/status.ts';
import type { AnswerOf } from '#contract/endpoint.ts';
import type { Endpoints } from '#contract/endpoints.ts';
import { formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { seriesCountsQuery } from '../../api/tab-counts-query.ts';
import { useShownSettings } from '../../api/shown-settings.ts';
import { TabLink, Tabs } from '../../ui/page.tsx';
import { type ListSearch, writeListSearch } from './list-search.ts';

export const TAB_LABELS: Readonly<Record<ListTab | 'all', string>> = {
  all: 'All',
  ...STATUS_LABELS,
  endingSoon: 'Ending soon',
  attention: 'Needs attention',
};

interface ListTabsProps {
  readonly search: ListSearch;
  /** When the rows arrived; 0 before. */
  readonly after: number;
}

/** The statuses and what cuts across them, with the number of series in each. */
export function ListTabs({ search, after }: ListTabsProps) {
  const { data } = useQuery(seriesCountsQuery(search.q, search.filters, after));
  const { timeZone = 'UTC' } = useShownSettings().data ?? {};
  return (
    <Tabs label="Status">
      {([null, ...LIST_TABS] as const).map((tab) => {
        const count = data?.counts[tab ?? 'all'];
        return (
          <TabLink
            key={tab}
            to="/series"
            search={writeListSearch({ ...search, tab })}
            activeOptions={{ exact: true }}
            aria-current={tab === search.tab ? 'page' : undefined}
          >
            <span>{`${TAB_LABELS[tab ?? 'all']} `}</span>
            {count && (
              <span
                className="tertiary tabular"
                title={countedText(data, timeZone)}
              >{`${formatNumber(count.count)}${count.isExact ? '' : '+'}`}</span>
            )}
          </TabLink>
        );
      })}
      {data?.checkedAt === null && <span className="tertiary">The rules are being checked for all series.</span>}
    </Tabs>
  );
}

function countedText({ asOf, checkedAt }: AnswerOf<Endpoints['GET /api/series/counts']>, zone: string): string {
  const counted = `Counted ${formatInstant(Date.parse(asOf), zone)}.`;
  return checkedAt === null ? counted : `${counted} Rules checked ${formatInstant(Date.parse(checkedAt), zone)}.`;
}
