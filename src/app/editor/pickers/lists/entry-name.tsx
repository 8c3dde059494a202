import css from './chosen-summary.module.css';
import type { CachedEntry } from './entry-names.ts';

/** Name, code and id: "Cotton shirt, blue · SKU-12 · 4711". An id that is not in the directory is shown as unknown. */
export function EntryName({ id, entry }: { readonly id: number; readonly entry: CachedEntry }) {
  if (entry === undefined)
    return (
      <span className={css.bare} translate="no">
        {id}
      </span>
    );
  if (entry === null) return <span className={css.unknown}>{`unknown ${id}`}</span>;
  return (
    <>
      <span className={css.name}>{entry.name || 'Unnamed'}</span>
      <span className={css.codes}>
        <span translate="no">{` · ${[entry.code, id].filter(Boolean).join(' · ')}`}</span>
        {!entry.isActive && <span>{' · closed'}</span>}
      </span>
    </>
  );
}

export const nameText = (id: number, entry: CachedEntry) =>
  entry === null ? `unknown ${id}` : entry?.name || String(id);
