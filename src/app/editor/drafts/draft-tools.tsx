import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSelector } from '@tanstack/react-store';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Draft } from '#contract/draft-endpoints.ts';
import { request } from '../../api/request.ts';
import { draftQuery } from '../../api/draft-queries.ts';
import { deleteKept, draftKeeper, draftKeyQuery, type KeptDraft, keptDraftsQuery } from '../../api/kept-drafts.ts';
import { usePerson } from '../../api/session-query.ts';
import type { Editing } from '../state/use-editing.ts';
import { DraftOffer } from './draft-offer.tsx';
import { createDraftSync, type DraftSync } from '../state/draft-sync.ts';

/** Stores the changes of the form as a draft, and offers a draft of an earlier visit, another tab or device. */
export function DraftTools({ editing }: { readonly editing: Editing }) {
  const { store, pipeline, loaded, setDrafts } = editing;
  const id = Number(loaded.series.wire['id']);
  const client = useQueryClient();
  const person = usePerson()?.id ?? '';
  // Loaded before it is needed: without a connection it cannot be.
  useQuery(draftKeyQuery());
  const [sync] = useState(() =>
    createDraftSync(store, pipeline, {
      put: (body) => request('PUT /api/me/drafts/:id', { params: { id }, body, background: true }),
      remove: (revision) =>
        request('DELETE /api/me/drafts/:id', { params: { id }, query: { revision }, background: true }),
      ...draftKeeper(client, person, id),
    }),
  );
  const found = useQuery(draftQuery(id));
  const kept = useQuery(keptDraftsQuery(person, id));
  const [answered, setAnswered] = useState<readonly string[]>([]);
  const onServer = found.data ?? null;
  const drafts = [...(kept.data ?? []).filter((draft) => !isOnServer(draft, onServer)), onServer].filter(
    (draft) => draft !== null && !answered.includes(draft.revision) && !sync.isOwn(draft.revision),
  );
  const other = drafts[0] ?? null;
  const status = useSelector(sync);
  const isRefused = status.type === 'other' && other === null;

  useEffect(() => {
    const stop = sync.start();
    setDrafts(sync);
    return stop;
  }, [sync, setDrafts]);
  useEffect(() => {
    for (const draft of kept.data ?? []) if (isOnServer(draft, onServer)) deleteKept(draft.name);
  }, [kept.data, onServer]);

  const readOther = useEffectEvent(async () => {
    const { data, isSuccess } = await found.refetch();
    // It was saved or discarded meanwhile.
    if (isSuccess && (data === null || sync.isOwn(data.revision))) sync.replace(data?.revision ?? null);
  });
  useEffect(() => {
    if (isRefused) void readOther();
  }, [isRefused]);

  const decide = (draft: Draft | KeptDraft) => {
    const isKept = 'name' in draft;
    const replaced = isKept && onServer && writerOf(onServer) === writerOf(draft) ? onServer : draft;
    setAnswered((before) => [...before, draft.revision, replaced.revision]);
    if (isKept) deleteWhenStored(sync, draft.name);
    // A draft of another device on the server is the next to choose about.
    if (!isKept || replaced !== draft) sync.replace(replaced.revision);
    else if (!onServer || answered.includes(onServer.revision) || sync.isOwn(onServer.revision))
      sync.replace(onServer?.revision ?? null);
  };
  return (
    other && (
      <DraftOffer key={other.revision} draft={other} editing={editing} sync={sync} onDecide={() => decide(other)} />
    )
  );
}

const writerOf = ({ revision }: Draft) => revision.split('-')[0];
const numberOf = ({ revision }: Draft) => Number(revision.split('-')[1]);
/** The server has the kept draft, or a later one of the same page. */
const isOnServer = (kept: KeptDraft, stored: Draft | null) =>
  stored !== null && writerOf(stored) === writerOf(kept) && numberOf(stored) >= numberOf(kept);

/** Deletes a kept draft as soon as the server has what became of it. */
function deleteWhenStored(sync: DraftSync, name: string): void {
  const { unsubscribe } = sync.subscribe(({ type }) => {
    if (type !== 'stored' && type !== 'none') return;
    unsubscribe();
    deleteKept(name);
  });
}

/** Says in the save bar whether the server has the changes as a draft. */
export function DraftStatus({ drafts }: { readonly drafts: DraftSync }) {
  const status = useSelector(drafts);
  const why =
    status.type === 'failed'
      ? status.why + keptText(status.kept)
      : status.type === 'other'
        ? 'choose at the top of the page'
        : null;
  return (
    <>
      {status.type === 'stored' && <span> · Draft stored</span>}
      {status.type === 'pending' && <span> · Storing draft…</span>}
      <span role="status">{why !== null && <span>{` · Draft not stored: ${why}`}</span>}</span>
    </>
  );
}

const keptText = (kept: true | string | null) =>
  kept === null
    ? ''
    : kept === true
      ? ' This browser keeps it.'
      : ` This browser does not keep it: ${kept}. Keep this page open.`;
