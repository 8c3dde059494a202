import type { CSSProperties } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import { placeWord } from '#domain/places.ts';
import { CheckIcon, ChevronIcon } from '../../ui/icons.tsx';
import css from './place-tree.module.css';
import type { NodeRow } from './tree-rows.ts';

export interface PlaceState {
  /** `covered`: valid because of a place it lies in. `mixed`: something in it is chosen. `way`: cannot be chosen here. */
  readonly is: 'chosen' | 'covered' | 'mixed' | 'free' | 'way';
  readonly coveredBy: string | null;
  /** How many chosen places lie in it. */
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
  readonly onAct: () => void;
}

const CHECKED = { chosen: true, covered: false, mixed: 'mixed', free: false } as const;

export function PlaceRow({ id, row, state, active, marked, style, onExpand, onAct }: PlaceRowProps) {
  const { place, level, position, size, hasChildren, expanded } = row;
  const note = noteOf(state, place.isActive, place.type);
  return (
    // The keys are the tree's, which has the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={size}
      aria-expanded={hasChildren ? expanded : undefined}
      aria-checked={state.is === 'way' ? undefined : CHECKED[state.is]}
      data-active={active || undefined}
      data-state={state.is}
      className={css.row}
      style={{ ...style, paddingLeft: `calc(${level - 1} * var(--indent))` }}
      onClick={onAct}
    >
      {/* A press on the arrow opens, one anywhere else chooses; by keyboard the arrows open. */}
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
      {state.is !== 'way' && (
        <span className={css.box} aria-hidden="true">
          {(state.is === 'chosen' || state.is === 'covered') && <CheckIcon size={13} strokeWidth={2.75} />}
          {state.is === 'mixed' && <span className={css.dash} />}
        </span>
      )}
      <span className={css.what}>
        <span className={css.name} title={place.name}>
          <Marked text={place.name} part={marked} />
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

function noteOf({ is, coveredBy, inside }: PlaceState, isActive: boolean, type: string): string {
  const closed = isActive ? '' : type === 'TILL' ? 'Out of use' : 'Closed';
  if (is === 'chosen' && coveredBy !== null) return `Adds nothing: ${coveredBy} covers it`;
  if (coveredBy !== null) return `Covered by ${coveredBy}`;
  return [inside > 0 && `${formatNumber(inside)} chosen inside`, closed].filter(Boolean).join(', ');
}

function Marked({ text, part }: { text: string; part: string }) {
  const at = part === '' ? -1 : text.toLowerCase().indexOf(part.toLowerCase());
  if (at < 0) return <span>{text}</span>;
  return (
    <>
      <span>{text.slice(0, at)}</span>
      <mark>{text.slice(at, at + part.length)}</mark>
      <span>{text.slice(at + part.length)}</span>
    </>
  );
}
