import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { settingsQuery } from '../../api/series-queries.ts';
import { useShownSettings } from '../../api/shown-settings.ts';
import { Page, PageHeader } from '../../ui/page.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { HistoryList } from './history-list.tsx';
import { readHistorySearch } from './history-search.ts';

/** The saves of all series. */
export function DeskHistoryPage() {
  usePageTitle('History');
  const query = useQuery(settingsQuery());
  const settings = useShownSettings().data;
  const url = useSearch({ from: '/history' });
  const navigate = useNavigate({ from: '/history' });
  return (
    <Page>
      <PageHeader title="History" />
      <QueryState query={query} what="The settings">
        {() =>
          settings && (
            <HistoryList
              id={null}
              settings={settings}
              search={readHistorySearch(url)}
              onSearch={(search) => void navigate({ search: { ...readHistorySearch({ ...search }) }, replace: true })}
            />
          )
        }
      </QueryState>
    </Page>
  );
}
