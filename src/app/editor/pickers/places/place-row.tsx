import type { CSSProperties } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { placeWord } from '#domain/targets/place-coverage.ts';
import { CheckIcon, ChevronIcon } from '../../../ui/icons.tsx';
import css from './place-tree.module.css';
import type { NodeRow } from './place-rows.ts';

export interface PlaceState {
  /**
   * `covered`: included by an ancestor. `mixed`: places inside are selected. `way`: cannot be selected, only expanded.
   */
  readonly status: 'chosen' | 'covered' | 'mixed' | 'free' | 'way';
  readonly coveredBy: string | null;
  /** Number of selected places inside. */
  readonly inside: number;
}

interface PlaceRowProps {
  readonly id: string;
  readonly row: NodeRow;
  readonly state: PlaceState;
  readonly active: boolean;
  readonly marked: string;
  readonly style: CSSProperties;
  readonly onExpand: () => void;
  readonly onActivate: () => void;
}

const CHECKED = { chosen: true, covered: false, mixed: 'mixed', free: false } as const;

export function PlaceRow({ id, row, state, active, marked, style, onExpand, onActivate }: PlaceRowProps) {
  const { place, level, position, size, hasChildren, expanded } = row;
  const note = noteOf(state, place.isActive, place.type);
  return (
    // The tree handles the keys, because it has the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={size}
      aria-expanded={hasChildren ? expanded : undefined}
      aria-checked={state.status === 'way' ? undefined : CHECKED[state.status]}
      data-active={active || undefined}
      data-state={state.status}
      className={css.row}
      style={{ ...style, paddingLeft: `calc(${level - 1} * var(--indent))` }}
      onClick={onActivate}
    >
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
      {state.status !== 'way' && (
        <span className={css.box} aria-hidden="true">
          {(state.status === 'chosen' || state.status === 'covered') && <CheckIcon size={13} strokeWidth={2.75} />}
          {state.status === 'mixed' && <span className={css.dash} />}
        </span>
      )}
      <span className={css.what}>
        <span className={css.name} title={place.name}>
          <Highlighted text={place.name} query={marked} />
        </span>
        <span className={css.details}>
          <span>{`${placeWord(place.type)} · `}</span>
          <span translate="no">{[place.code, place.id].filter(Boolean).join(' · ')}</span>
        </span>
        {note !== '' && <span className={css.note}>{note}</span>}
      </span>
    </div>
  );
}

function noteOf({ status, coveredBy, inside }: PlaceState, isActive: boolean, type: string): string {
  const closed = isActive ? '' : type === 'TILL' ? 'Out of use' : 'Closed';
  if (status === 'chosen' && coveredBy !== null) return `Adds nothing: ${coveredBy} covers it`;
  if (coveredBy !== null) return `Covered by ${coveredBy}`;
  return [inside > 0 && `${formatNumber(inside)} chosen inside`, closed].filter(Boolean).join(', ');
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
