import type { DirectoryEntry } from '#contract/directory.ts';
import { CheckIcon } from '../../ui/icons.tsx';
import css from './picker.module.css';

/** The sign of what is chosen; what it says stands in the row's own role. */
export function CheckBox({ checked }: { readonly checked: boolean }) {
  return (
    <span className={css.check} data-checked={checked || undefined} aria-hidden>
      {checked && <CheckIcon size={14} strokeWidth={2.75} />}
    </span>
  );
}

/** Name above, code and id below. */
export function EntryLines({ entry }: { readonly entry: DirectoryEntry }) {
  return (
    <span className={css.lines}>
      <span className={css.first}>{entry.name || 'No name'}</span>
      <span className={css.second}>
        <span translate="no">{[entry.code, entry.id].filter(Boolean).join(' · ')}</span>
        {!entry.isActive && <span>{' · closed'}</span>}
      </span>
    </span>
  );
}
