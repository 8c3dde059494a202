import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { type ComponentProps, Suspense, useEffect, useState } from 'react';
import { whyReadOnly } from '#domain/series/why-read-only.ts';
import { lastSentQuery } from '../api/series-queries.ts';
import { useWhyNot } from '../api/session-query.ts';
import { Page } from '../ui/page.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { SeriesHeader } from '../series/series-header.tsx';
import { useLoadedSeries } from '../series/use-loaded-series.tsx';
import { SeriesEditor } from './series-editor.tsx';

const ReadOnlyPage = lazyPart(
  () => import('../ui/read-only.tsx'),
  (module) => module.ReadOnlyPage,
);

const ReadOnlyLine = lazyPart(
  () => import('../ui/read-only.tsx'),
  (module) => module.ReadOnlyLine,
);

const SharedChangePage = lazyPart(
  () => import('./drafts/shared-change-page.tsx'),
  (module) => module.SharedChangePage,
);

export function EditorPage() {
  const { id } = useParams({ from: '/series/$id/edit' });
  const whyNot = useWhyNot('edit');
  // An open editor stays if the permission is withdrawn, because the form may have unsaved input.
  const [openedId, setOpenedId] = useState<number | null>(null);
  if (whyNot === null && openedId !== id) setOpenedId(id);
  const hasChange = useLocation({ select: ({ hash }) => hash.startsWith('change=') });
  const [isReceiving, setReceiving] = useState(hasChange);
  if (isReceiving && !hasChange) setReceiving(false);
  // A link that is opened while the form is open: the browser asks about unsaved input before it loads the page again.
  useEffect(() => {
    if (hasChange && !isReceiving) window.location.reload();
  }, [hasChange, isReceiving]);
  if (isReceiving)
    return (
      <Suspense>
        <SharedChangePage id={id} />
      </Suspense>
    );
  if (whyNot && openedId !== id)
    return (
      <Suspense>
        <ReadOnlyPage id={id} why={whyNot} />
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
      <OpenedSeries key={id} loaded={loaded} settings={settings} lastSent={lastSent.data ?? null} />
    </Page>
  );
}

/** An open editor stays, even if a later answer of the API is one that would open read-only. */
function OpenedSeries(props: ComponentProps<typeof SeriesEditor>) {
  const [why] = useState(() => whyReadOnly(props.loaded.series.values));
  if (why === null) return <SeriesEditor {...props} />;
  return (
    <Suspense>
      <ReadOnlyLine why={why} />
    </Suspense>
  );
}
