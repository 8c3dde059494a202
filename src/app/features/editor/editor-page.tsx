import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lastSentQuery } from '../../api/queries.ts';
import { Page } from '../../shell/page.tsx';
import { SeriesHeader } from '../overview/series-header.tsx';
import { useLoadedSeries } from '../overview/use-loaded-series.tsx';
import { SeriesEditor } from './series-editor.tsx';

export function EditorPage() {
  const { id } = useParams({ from: '/series/$id/edit' });
  const state = useLoadedSeries(id, { fresh: true });
  const lastSent = useQuery(lastSentQuery(id));
  if ('instead' in state) return state.instead;
  const { loaded, settings } = state;
  return (
    <Page>
      <SeriesHeader series={loaded.series} settings={settings} page="Edit" />
      <SeriesEditor key={id} loaded={loaded} settings={settings} lastSent={lastSent.data ?? null} />
    </Page>
  );
}
