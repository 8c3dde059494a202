import { useQuery } from '@tanstack/react-query';
import { useSelector } from '@tanstack/react-store';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Draft } from '#contract/draft-endpoints.ts';
import { request } from '../../api/request.ts';
import { draftQuery } from '../../api/draft-queries.ts';
import type { Editing } from '../state/use-editing.ts';
import { DraftOffer } from './draft-offer.tsx';
import { createDraftSync, type DraftSync } from '../state/draft-sync.ts';

/** Stores the changes of the form as a draft, and offers a draft of an earlier visit, another tab or device. */
export function DraftTools({ editing }: { readonly editing: Editing }) {
  const { store, pipeline, loaded, setDrafts } = editing;
  const id = Number(loaded.series.wire['id']);
  const [sync] = useState(() =>
    createDraftSync(store, pipeline, {
      put: (body) => request('PUT /api/me/drafts/:id', { params: { id }, body, background: true }),
      remove: (revision) =>
        request('DELETE /api/me/drafts/:id', { params: { id }, query: { revision }, background: true }),
    }),
  );
  const found = useQuery(draftQuery(id));
  const [answered, setAnswered] = useState<string | null>(null);
  const other = found.data && found.data.revision !== answered && !sync.isOwn(found.data.revision) ? found.data : null;
  const status = useSelector(sync);
  const isRefused = status.type === 'other' && other === null;

  useEffect(() => {
    const stop = sync.start();
    setDrafts(sync);
    return stop;
  }, [sync, setDrafts]);

  const readOther = useEffectEvent(async () => {
    const { data, isSuccess } = await found.refetch();
    // It was saved or discarded meanwhile.
    if (isSuccess && (data === null || sync.isOwn(data.revision))) sync.replace(data?.revision ?? null);
  });
  useEffect(() => {
    if (isRefused) void readOther();
  }, [isRefused]);

  const decide = ({ revision }: Draft) => {
    setAnswered(revision);
    sync.replace(revision);
  };
  return (
    other && (
      <DraftOffer key={other.revision} draft={other} editing={editing} sync={sync} onDecide={() => decide(other)} />
    )
  );
}

/** Says in the save bar whether the server has the changes as a draft. */
export function DraftStatus({ drafts }: { readonly drafts: DraftSync }) {
  const status = useSelector(drafts);
  const why = status.type === 'failed' ? status.why : status.type === 'other' ? 'choose at the top of the page' : null;
  return (
    <>
      {status.type === 'stored' && <span> · Draft stored</span>}
      {status.type === 'pending' && <span> · Storing draft…</span>}
      <span role="status">{why !== null && <span>{` · Draft not stored: ${why}`}</span>}</span>
    </>
  );
}
