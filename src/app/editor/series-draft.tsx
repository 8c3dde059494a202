import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { draftQuery } from '../api/draft-queries.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { DraftTools } from './parts.ts';
import { useEditorState } from './state/editor-store.ts';
import type { Editing } from './state/use-editing.ts';

/** Loads the code of drafts after the first change, or if the server has a draft of this series. */
export function SeriesDraft({ editing }: { readonly editing: Editing }) {
  const { data: draft } = useQuery(draftQuery(Number(editing.loaded.series.wire['id'])));
  const hasChanges = useEditorState(editing.store, ({ changes }) => changes.size > 0);
  const [areNeeded, setNeeded] = useState(false);
  if (!areNeeded && (hasChanges || draft)) setNeeded(true);
  return (
    areNeeded && (
      <ErrorBoundary>
        <Suspense>
          <DraftTools editing={editing} />
        </Suspense>
      </ErrorBoundary>
    )
  );
}
