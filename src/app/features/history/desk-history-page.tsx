import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { downloadFile } from '../../series/download-file.ts';
import { useMay } from '../../api/session-query.ts';
import { settingsQuery } from '../../api/series-queries.ts';
import { useShownSettings } from '../../api/shown-settings.ts';
import { DownloadButton } from '../../series/download-button.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { HistoryList } from './history-list.tsx';
import { filterOf, readHistorySearch } from './history-search.ts';

/** The saves of all series. */
export function DeskHistoryPage() {
  usePageTitle('History');
  const query = useQuery(settingsQuery());
  const settings = useShownSettings().data;
  const url = useSearch({ from: '/history' });
  const search = readHistorySearch(url);
  const mayExport = useMay('administer');
  const navigate = useNavigate({ from: '/history' });
  return (
    <Page>
      <PageHeader
        title="History"
        aside={
          settings &&
          mayExport && (
            <>
              <DownloadButton
                download={() =>
                  downloadFile('GET /api/journal/export.csv', { query: filterOf(search, settings.timeZone) })
                }
              >
                Export as CSV
              </DownloadButton>
              <DownloadButton
                download={() =>
                  downloadFile('GET /api/journal/export.ndjson', { query: filterOf(search, settings.timeZone) })
                }
              >
                Export as NDJSON
              </DownloadButton>
            </>
          )
        }
      />
      <QueryState query={query} what="The settings">
        {() =>
          settings && (
            <HistoryList
              id={null}
              settings={settings}
              search={search}
              onSearch={(next) => void navigate({ search: { ...readHistorySearch({ ...next }) }, replace: true })}
            />
          )
        }
      </QueryState>
    </Page>
  );
}
