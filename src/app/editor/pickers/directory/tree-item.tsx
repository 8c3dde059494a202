import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import { CheckIcon, ChevronIcon } from '../../../ui/icons.tsx';
import type { NodeRow } from './tree-rows.ts';
import css from './tree.module.css';

export interface ItemState {
  /**
   * `covered`: included by an ancestor. `mixed`: entries inside are selected. `way`: cannot be selected, only expanded.
   */
  readonly status: 'chosen' | 'covered' | 'mixed' | 'free' | 'way';
  readonly note: string;
}

export const CHECKED = { chosen: true, covered: false, mixed: 'mixed', free: false, way: undefined } as const;

interface TreeItemProps {
  readonly row: NodeRow;
  readonly state: ItemState;
  /** Shown before the code and the id. */
  readonly details: string;
  /** The search text, highlighted in the name. */
  readonly marked: string;
  readonly onExpand: () => void;
}

/** The content of a row: arrow, check box, name and details. The row element has the ARIA attributes. */
export function TreeItem({ row, state, details, marked, onExpand }: TreeItemProps) {
  const { entry, hasChildren, expanded } = row;
  return (
    <>
      {/* A click on the arrow expands, a click elsewhere selects. On the keyboard, the arrow keys expand. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span
        className={css.arrow}
        data-open={expanded || undefined}
        onClick={(event) => {
          if (!hasChildren) return;
          event.stopPropagation();
          onExpand();
        }}
      >
        {hasChildren && <ChevronIcon size={15} />}
      </span>
      {state.status !== 'way' && <CheckBox status={state.status} />}
      <EntryText name={entry.name} note={state.note} details={details} entry={entry} marked={marked} />
    </>
  );
}

/** A decorative check box. The row exposes the state to screen readers. */
export function CheckBox({ status }: { readonly status: Exclude<ItemState['status'], 'way'> }) {
  return (
    <span className={css.box} data-status={status} aria-hidden="true">
      {(status === 'chosen' || status === 'covered') && <CheckIcon size={13} strokeWidth={2.75} />}
      {status === 'mixed' && <span className={css.dash} />}
    </span>
  );
}

interface EntryTextProps {
  readonly name: string;
  readonly details: string;
  readonly note: string;
  readonly entry: Pick<DirectoryEntry, 'code' | 'id'>;
  readonly marked?: string;
  readonly unknown?: boolean;
}

/** The name, below it details, code, id and a note. */
export function EntryText({ name, details, note, entry, marked = '', unknown = false }: EntryTextProps) {
  return (
    <span className={css.what}>
      <span className={css.name} data-unknown={unknown || undefined}>
        <Highlighted text={name} query={marked} />
      </span>
      <span className={`tabular ${css.details}`}>
        {details !== '' && <span>{`${details} · `}</span>}
        <span translate="no">{[entry.code, entry.id].filter(Boolean).join(' · ')}</span>
        {note !== '' && <span>{` · ${note}`}</span>}
      </span>
    </span>
  );
}

function Highlighted({ text, query }: { text: string; query: string }) {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return <span>{text}</span>;
  return (
    <>
      <span>{text.slice(0, at)}</span>
      <mark>{text.slice(at, at + query.length)}</mark>
      <span>{text.slice(at + query.length)}</span>
    </>
  );
}
