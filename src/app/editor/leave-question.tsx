import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useSelector } from '@tanstack/react-store';
import { useEffect } from 'react';
import { notify } from '../api/notifications.ts';
import { LeaveDialog } from '../ui/leave-dialog.tsx';
import { fieldListText } from './state/change-labels.ts';
import type { DraftSync } from './state/draft-sync.ts';
import { useEditorState } from './state/editor-store.ts';
import { leftEditQuery } from './state/left-edit.ts';
import type { Editing } from './state/use-editing.ts';

interface Props {
  readonly editing: Editing;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks before the user leaves unsaved changes. Afterwards a notification offers to bring them back. */
export function LeaveQuestion({ editing: { store, pipeline, loaded, drafts }, onStay, onLeave }: Props) {
  const fields = [...useEditorState(store, ({ changes }) => changes).keys()];
  const client = useQueryClient();
  const router = useRouter();
  const leave = () => {
    drafts?.drop();
    const id = Number(loaded.series.wire['id']);
    const left = { loaded, values: pipeline.valuesNow() };
    const bringBack = async () => {
      await router.navigate({ to: '/series/$id/edit', params: { id } });
      client.setQueryData(leftEditQuery(id).queryKey, left);
    };
    notify({
      tone: 'info',
      text: `Not saved in series ${id}: ${fieldListText(fields)}.`,
      action: { label: `Bring ${fields.length === 1 ? 'it' : 'them'} back`, run: () => void bringBack() },
    });
    onLeave();
  };
  return (
    <LeaveDialog what={fieldListText(fields, 6)} onStay={onStay} onLeave={leave}>
      {drafts && <KeepDraft drafts={drafts} onLeave={onLeave} />}
    </LeaveDialog>
  );
}

/** Leaves; the draft on the server keeps the changes. Shown as soon as the server has all of them. */
function KeepDraft({ drafts, onLeave }: { readonly drafts: DraftSync; readonly onLeave: () => void }) {
  const { type } = useSelector(drafts);
  useEffect(() => drafts.flush(), [drafts]);
  return (
    type === 'stored' && (
      <Button variant="default" onClick={onLeave}>
        Keep as a draft
      </Button>
    )
  );
}
