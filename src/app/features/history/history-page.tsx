import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { restoredValues } from '#domain/change/entry-versions.ts';
import { whyReadOnly } from '#domain/series/why-read-only.ts';
import { useWhyNot } from '../../api/session-query.ts';
import { leftEditQuery } from '../../editor/state/left-edit.ts';
import { SeriesHeader } from '../../series/series-header.tsx';
import { useLoadedSeries } from '../../series/use-loaded-series.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Page } from '../../ui/page.tsx';
import { HistoryList } from './history-list.tsx';
import type { VersionToRestore } from './restore-button.tsx';
import { readHistorySearch } from './history-search.ts';

/** The saves of one series. */
export function HistoryPage() {
  const { id } = useParams({ from: '/series/$id/history' });
  const url = useSearch({ from: '/series/$id/history' });
  const navigate = useNavigate({ from: '/series/$id/history' });
  const client = useQueryClient();
  const whyNot = useWhyNot('edit');
  const state = useLoadedSeries(id);
  if ('instead' in state) return state.instead;
  const { loaded, settings } = state;
  const why = whyReadOnly(loaded.series.values) ?? whyNot;
  /** Opens the editor with the values of a version, unsaved. */
  const restore = ({ version, reference, field }: VersionToRestore) => {
    const values = restoredValues(loaded.series, version, field);
    const left = { loaded, values, restored: { version, reference } };
    void navigate({ to: '/series/$id/edit', params: { id }, search: {} }).then(() =>
      client.setQueryData(leftEditQuery(id).queryKey, left),
    );
  };
  return (
    <Page>
      <ErrorBoundary>
        <SeriesHeader series={loaded.series} settings={settings} page="History" />
      </ErrorBoundary>
      <HistoryList
        restoring={why === null ? { series: loaded.series, restore } : null}
        id={id}
        settings={settings}
        search={readHistorySearch(url)}
        onSearch={(search) => void navigate({ search: { ...readHistorySearch({ ...search }) }, replace: true })}
      />
    </Page>
  );
}
