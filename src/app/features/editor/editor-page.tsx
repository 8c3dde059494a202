import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { lastSentQuery } from '../../api/queries.ts';
import { useWhyNot } from '../../api/session.ts';
import { Page } from '../../shell/page.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { SeriesHeader } from '../overview/series-header.tsx';
import { useLoadedSeries } from '../overview/use-loaded-series.tsx';
import { SeriesEditor } from './series-editor.tsx';

const ReadOnlyPage = lazyPart(
  () => import('../session/read-only.tsx'),
  (module) => module.ReadOnlyPage,
);

export function EditorPage() {
  const { id } = useParams({ from: '/series/$id/edit' });
  const why = useWhyNot('edit');
  // An editor that was opened while it was allowed stays, whatever becomes of the right: somebody may have typed in it.
  const [admitted, setAdmitted] = useState<number | null>(null);
  if (why === null && admitted !== id) setAdmitted(id);
  if (why && admitted !== id)
    return (
      <Suspense>
        <ReadOnlyPage id={id} why={why} />
      </Suspense>
    );
  return <LoadedEditor id={id} />;
}

function LoadedEditor({ id }: { readonly id: number }) {
  const state = useLoadedSeries(id, { fresh: true });
  const lastSent = useQuery(lastSentQuery(id));
  if ('instead' in state) return state.instead;
  const { loaded, settings } = state;
  return (
    <Page>
      <ErrorBoundary>
        <SeriesHeader series={loaded.series} settings={settings} page="Edit" />
      </ErrorBoundary>
      <SeriesEditor key={id} loaded={loaded} settings={settings} lastSent={lastSent.data ?? null} />
    </Page>
  );
}
