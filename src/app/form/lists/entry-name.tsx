import css from './chosen-summary.module.css';
import type { Known } from './names.ts';

/** An id by its name, its code and itself: "Cotton shirt, blue · SKU-12 · 4711". One that is not on file says so. */
export function EntryName({ id, known }: { readonly id: number; readonly known: Known }) {
  if (known === undefined)
    return (
      <span className={css.bare} translate="no">
        {id}
      </span>
    );
  if (known === null) return <span className={css.unknown}>{`unknown ${id}`}</span>;
  return (
    <>
      <span className={css.name}>{known.name || 'No name'}</span>
      <span className={css.codes}>
        <span translate="no">{` · ${[known.code, id].filter(Boolean).join(' · ')}`}</span>
        {!known.isActive && <span>{' · closed'}</span>}
      </span>
    </>
  );
}

export const nameText = (id: number, known: Known) => (known === null ? `unknown ${id}` : known?.name || String(id));
