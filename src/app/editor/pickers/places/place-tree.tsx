import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Place } from '#catalogue/model/kinds.ts';
import { countInside, coverOf, type PlaceIndex, placeKey, placeName } from '#domain/targets/place-coverage.ts';
import type { PlaceType } from '../../../api/place-queries.ts';
import css from './place-tree.module.css';
import { PlaceRow, type PlaceState } from './place-row.tsx';
import { type Branch, findTyped, insideOf, type NodeRow, rowsOf, stepOf } from './place-rows.ts';

const ROW_PX = 44;
/** Maximum pause between keys of a type-ahead search. */
const TYPING_MS = 600;

interface PlaceTreeProps {
  readonly id: string;
  readonly label: string;
  readonly branches: ReadonlyMap<string, Branch>;
  readonly expanded: ReadonlySet<string>;
  readonly onExpand: (path: string, open: boolean) => void;
  /** Called when the end of a partly loaded branch becomes visible. */
  readonly onLoadMore: (path: string) => void;
  readonly places: readonly Place[];
  /** Types that can be selected. Rows of other types only expand. */
  readonly types: readonly PlaceType[];
  readonly placeIndex: PlaceIndex;
  readonly onToggle: (place: Place) => void;
  /** The search text, highlighted in the names. */
  readonly marked?: string;
}

/**
 * A virtual tree. The tree element keeps the focus and refers to the active row, because a row outside the viewport is
 * not in the document. (Mantine's Tree renders all rows, and its check boxes replace a zone by its stores.)
 */
export function PlaceTree(props: PlaceTreeProps) {
  const { id, label, branches, expanded, onExpand, onLoadMore, places, types, placeIndex, onToggle, marked } = props;
  const rows = useMemo(() => rowsOf(branches, expanded), [branches, expanded]);
  const chosen = useMemo(() => new Set(places.map(placeKey)), [places]);
  const inside = useMemo(() => countInside(places, placeIndex), [places, placeIndex]);
  const [activePath, setActivePath] = useState<string | null>(null);
  const typeAhead = useRef({ text: '', at: 0 });
  const box = useRef<HTMLDivElement>(null);
  // The active row is stored by path, because its index changes when rows above expand.
  const found = rows.findIndex((row) => row.type === 'node' && row.path === activePath);
  const active = found < 0 ? 0 : found;

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    initialRect: { width: 320, height: 8 * ROW_PX },
  });
  const items = virtual.getVirtualItems();
  const waiting = items.map(({ index }) => rows[index]).find((row) => row?.type === 'wait' && !row.failed)?.path;
  useEffect(() => {
    if (waiting !== undefined) onLoadMore(waiting);
    // Run again after new rows: the end of the branch may still be visible.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [waiting, rows.length]);

  const canChoose = (row: NodeRow) => types.some((type) => type === row.place.type);

  function activate(row: NodeRow) {
    if (canChoose(row)) onToggle(row.place);
    else if (row.hasChildren) onExpand(row.path, !row.expanded);
  }

  function moveTo(index: number) {
    const row = rows[index];
    if (row?.type !== 'node') return;
    setActivePath(row.path);
    virtual.scrollToIndex(index, { align: 'auto' });
  }

  function key(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[active];
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_PX) - 1);
    const step = stepOf(rows, active, event.key, page);
    const { text, at } = typeAhead.current;
    const typed = event.timeStamp - at < TYPING_MS ? text + event.key : event.key;
    // A space selects, except within a type-ahead search.
    const match = event.key.length === 1 && typed !== ' ' ? findTyped(rows, active, typed) : -1;
    typeAhead.current = { text: event.key.length === 1 ? typed : '', at: event.timeStamp };
    if (step !== null) {
      if ('to' in step) moveTo(step.to);
      else if ('open' in step) onExpand(step.open, true);
      else onExpand(step.close, false);
      if (row?.type === 'node') setActivePath((path) => path ?? row.path);
    } else if (match >= 0) moveTo(match);
    else if (event.key === ' ' || event.key === 'Enter') {
      if (row?.type !== 'node') return;
      typeAhead.current = { text: '', at: 0 };
      setActivePath(row.path);
      activate(row);
    } else if (event.key.length > 1) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function stateOf(row: NodeRow): PlaceState {
    const cover = coverOf(row.place, chosen, placeIndex);
    const coveredBy = cover && placeName(cover, placeIndex);
    if (!canChoose(row)) return { status: 'way', coveredBy, inside: insideOf(row, inside) };
    if (chosen.has(placeKey(row.place))) return { status: 'chosen', coveredBy, inside: 0 };
    const count = insideOf(row, inside);
    if (coveredBy !== null) return { status: 'covered', coveredBy, inside: count };
    const below = count > 0 || branches.get(row.path)?.nodes.some(({ place }) => chosen.has(placeKey(place)));
    return { status: below ? 'mixed' : 'free', coveredBy: null, inside: count };
  }

  const rowId = (index: number) => `${id}-${index}`;
  return (
    <div
      ref={box}
      id={id}
      role="tree"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={rows[active]?.type === 'node' ? rowId(active) : undefined}
      tabIndex={0}
      className={css.tree}
      onKeyDown={key}
      onFocus={() => virtual.scrollToIndex(active, { align: 'auto' })}
    >
      <div role="presentation" className={css.inner} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, key: itemKey }) => {
          const row = rows[index];
          const style = { transform: `translateY(${start}px)`, height: ROW_PX };
          if (row?.type === 'node')
            return (
              <PlaceRow
                key={row.path}
                id={rowId(index)}
                row={row}
                state={stateOf(row)}
                active={index === active}
                marked={marked ?? ''}
                style={style}
                onExpand={() => {
                  setActivePath(row.path);
                  onExpand(row.path, !row.expanded);
                }}
                onActivate={() => {
                  setActivePath(row.path);
                  activate(row);
                }}
              />
            );
          return (
            row && (
              <div key={itemKey} role="presentation" className={css.row} style={style}>
                <span className={css.wait} style={{ paddingLeft: `calc(1rem + ${row.level} * var(--indent))` }}>
                  {row.failed ? (
                    <button type="button" onClick={() => onLoadMore(row.path)}>
                      Try again
                    </button>
                  ) : (
                    'Loading…'
                  )}
                </span>
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
