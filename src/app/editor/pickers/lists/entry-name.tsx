import type { EntryType } from '#contract/endpoint-constants.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import { useEntry } from '../../../series/entity-names.ts';
import css from './chosen-summary.module.css';
import { MoreNames } from './more-names.tsx';
import picker from './picker.module.css';

export const nameText = (id: number, entry: Pick<DirectoryEntry, 'name'> | null | undefined) =>
  entry === null ? `unknown ${id}` : entry?.name || String(id);

interface FirstNamesProps {
  readonly type: EntryType;
  readonly ids: readonly number[];
  /** Only this many are listed. */
  readonly most: number;
}

/** The first entries of a list by name. */
export function FirstNames({ type, ids, most }: FirstNamesProps) {
  return (
    <ul className={css.names}>
      {ids.slice(0, most).map((id, at) => (
        <li key={`${id}/${at}`} className="truncate">
          <EntryName type={type} id={id} />
        </li>
      ))}
      {ids.length > most && <MoreNames count={ids.length - most} />}
    </ul>
  );
}

/** Name, code and id: "Cotton shirt, blue · SKU-12 · 4711". An id that is not in the directory is shown as unknown. */
function EntryName({ type, id }: { readonly type: EntryType; readonly id: number }) {
  const entry = useEntry(type, id);
  if (!entry)
    return (
      <span
        className={entry === null ? picker.unknown : 'secondary tabular'}
        translate={entry === null ? undefined : 'no'}
      >
        {nameText(id, entry)}
      </span>
    );
  return (
    <>
      <span>{entry.name || 'Unnamed'}</span>
      <span className="secondary tabular">
        <span translate="no">{` · ${[entry.code, id].filter(Boolean).join(' · ')}`}</span>
        {!entry.isActive && <span>{' · closed'}</span>}
      </span>
    </>
  );
}
