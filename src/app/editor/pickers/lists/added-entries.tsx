import type { Place } from '#catalogue/model/kinds.ts';
import { placeWord } from '#domain/targets/place-coverage.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { VirtualRows } from '../directory/virtual-rows.tsx';
import paste from './paste.module.css';
import css from './picker.module.css';

const ROW_HEIGHT = 33;

interface AddedEntriesProps<E> {
  readonly added: readonly E[];
  readonly refOf: (entry: E) => Place;
  readonly entryOf: (ref: Place) => DirectoryEntry | null;
  readonly types: readonly EntryType[];
}

/** The entries that a list would add, by name. */
export function AddedEntries<E>({ added, refOf, entryOf, types }: AddedEntriesProps<E>) {
  if (added.length === 0) return null;
  return (
    <div className={paste.lists}>
      <h3>To add</h3>
      <VirtualRows
        role="list"
        aria-label="To add"
        tabIndex={0}
        className={paste.lines ?? ''}
        count={added.length}
        rowHeight={ROW_HEIGHT}
        renderRow={(index) => {
          const one = added[index];
          const ref = one === undefined ? null : refOf(one);
          const entry = ref && entryOf(ref);
          return {
            key: String(index),
            props: {
              role: 'listitem',
              'aria-setsize': added.length,
              'aria-posinset': index + 1,
              className: `${paste.line} ${paste.added}`,
            },
            content: ref && (
              <>
                {entry ? (
                  <span className={paste.value}>{entry.name || 'Unnamed'}</span>
                ) : (
                  <span className={css.unknown}>Not in the directory</span>
                )}
                <span className="secondary tabular">
                  {types.length > 1 && <span>{`${placeWord(ref.type)} · `}</span>}
                  <span translate="no">{[entry?.code, ref.id].filter(Boolean).join(' · ')}</span>
                  {entry?.isActive === false && <span>{' · closed'}</span>}
                </span>
              </>
            ),
          };
        }}
      />
    </div>
  );
}
