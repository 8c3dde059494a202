import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import css from './picker.module.css';

/** Name above, code and id below. */
export function EntryLines({ entry }: { readonly entry: DirectoryEntry }) {
  return (
    <span className={css.lines}>
      <span>{entry.name || 'Unnamed'}</span>
      <span className="secondary tabular">
        <span translate="no">{[entry.code, entry.id].filter(Boolean).join(' · ')}</span>
        {!entry.isActive && <span>{' · closed'}</span>}
      </span>
    </span>
  );
}
