import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { SeriesHeader } from '../../series/series-header.tsx';
import { useLoadedSeries } from '../../series/use-loaded-series.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Page } from '../../ui/page.tsx';
import { HistoryList } from './history-list.tsx';
import { readHistorySearch } from './history-search.ts';

/** The saves of one series. */
export function HistoryPage() {
  const { id } = useParams({ from: '/series/$id/history' });
  const url = useSearch({ from: '/series/$id/history' });
  const navigate = useNavigate({ from: '/series/$id/history' });
  const state = useLoadedSeries(id);
  if ('instead' in state) return state.instead;
  const { loaded, settings } = state;
  return (
    <Page>
      <ErrorBoundary>
        <SeriesHeader series={loaded.series} settings={settings} page="History" />
      </ErrorBoundary>
      <HistoryList
        id={id}
        settings={settings}
        search={readHistorySearch(url)}
        onSearch={(search) => void navigate({ search: { ...readHistorySearch({ ...search }) }, replace: true })}
      />
    </Page>
  );
}
