import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { cacheEntry } from '../../../series/entity-names.ts';
import { CategoryTree } from './category-tree.tsx';
import { ChosenList } from './chosen-list.tsx';
import { nameText } from './entry-name.tsx';
import { PasteIds } from './paste-ids.tsx';
import { PickerFrame } from './picker-frame.tsx';
import type { PickerSelection } from './picking.ts';
import { SearchList } from './search-list.tsx';
import { useUndoable } from './use-undoable.ts';

interface PickerDialogProps {
  readonly type: EntryType;
  readonly one: string;
  readonly many: string;
  readonly ids: readonly number[];
  readonly limit: number;
  readonly onChange: (ids: readonly number[]) => void;
  readonly onClose: () => void;
}

/** Selects products of one type. Changes apply to the form at once. */
export function PickerDialog({ type, one, many, ids, limit, onChange, onClose }: PickerDialogProps) {
  const client = useQueryClient();
  const { change, refuse, ...last } = useUndoable(ids, onChange);
  const chosen = useMemo(() => new Set(ids), [ids]);
  const entries = useMemo(() => ids.map((id) => ({ type, id })), [type, ids]);

  function toggle(id: number, entry: DirectoryEntry | null) {
    const name = nameText(id, entry ?? undefined);
    if (entry) cacheEntry(client, entry);
    if (chosen.has(id))
      change(
        ids.filter((other) => other !== id),
        `${name} removed.`,
      );
    else if (ids.length >= limit) refuse(`At most ${formatNumber(limit)} ${many} can be chosen.`);
    else change([...ids, id], `${name} added.`);
  }

  const selection: PickerSelection = { type, one, many, ids, chosen, limit, toggle, change };
  return (
    <PickerFrame
      {...last}
      title={`Choose ${many}`}
      many={many}
      count={ids.length}
      find={type === 'CATEGORY' ? <CategoryTree selection={selection} /> : <SearchList selection={selection} />}
      chosen={
        <ChosenList
          many={many}
          entries={entries}
          none={`any ${one}`}
          limit={limit}
          onChange={(next, done) =>
            change(
              next.map(({ id }) => id),
              done,
            )
          }
        />
      }
      renderPaste={(paste) => <PasteIds {...paste} selection={selection} />}
      onClose={onClose}
    />
  );
}
