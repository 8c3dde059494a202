import { useRef, useState } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import { isOdd, type Place } from '#catalogue/kinds.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import { IdChips } from './id-chips.tsx';
import { parseIds } from './ids-text.ts';
import input from './input.module.css';
import { ControlFrame } from './control-frame.tsx';
import css from './lists.module.css';
import { readLists, type TypedList, writeLists } from './typed-lists.ts';
import { type ControlProps, labelIdOf, type TypedText, typed } from './types.ts';
import { useDraft } from './use-draft.ts';

const TYPES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  CONCEPT: ['Concept', 'Concepts'],
  ZONE: ['Zone', 'Zones'],
  STORE: ['Store', 'Stores'],
  TILL: ['Till', 'Tills'],
};

type PlacesValue = readonly Place[] | TypedText;

interface PlacesDraft {
  readonly places: readonly Place[];
  /** In the input and not yet added; part of the value all the same. */
  readonly pending: string;
}

const samePlaces = (a: PlacesValue, b: PlacesValue) => {
  if (isOdd(a) || isOdd(b)) return isOdd(a) && isOdd(b) && a.text === b.text;
  return (
    a === b || (a.length === b.length && a.every((place, at) => place.id === b[at]?.id && place.type === b[at].type))
  );
};

function open(value: PlacesValue): PlacesDraft {
  if (!isOdd(value)) return { places: value, pending: '' };
  const lists = readLists(value);
  return {
    places: lists.flatMap(({ type, ids }) => (isOdd(ids) ? [] : ids.map((id) => ({ type, id })))),
    pending: lists.map(({ ids }) => (isOdd(ids) ? ids.text : '')).join(''),
  };
}

function withPending(places: readonly Place[], type: string, more: readonly number[]): readonly Place[] {
  const added: Place[] = [];
  for (const id of more)
    if (![...places, ...added].some((place) => place.type === type && place.id === id)) added.push({ type, id });
  return added.length === 0 ? places : [...places, ...added];
}

/** Places by kind, each can be removed, and a line to add more. Kinds we do not know keep their place. */
export function PlacesControl(props: ControlProps<'places'>) {
  const { id, label, value, onChange, onBlur, describedBy, invalid, disabled } = props;
  const [type, setType] = useState(() => (isOdd(value) ? (readLists(value).at(-1)?.type ?? 'STORE') : 'STORE'));
  const { draft, hold } = useDraft(value, open, samePlaces);
  const field = useRef<HTMLInputElement>(null);

  function give(next: PlacesDraft, as = type) {
    const { ids, rest } = parseIds(next.pending);
    const sent: PlacesValue =
      rest === ''
        ? withPending(next.places, as, ids)
        : writeLists([...runs(next.places), { type: as, ids: typed(next.pending) }]);
    hold(next, sent);
    onChange(sent);
  }

  /** What can be read of the pending ids joins the list. */
  function add() {
    const { ids, rest } = parseIds(draft.pending);
    give({ places: withPending(draft.places, type, ids), pending: rest });
  }

  const types = [...new Set([...Object.keys(TYPES), ...draft.places.map((place) => place.type)])];
  return (
    <ControlFrame id={id} labelledBy={labelIdOf(id)} describedBy={describedBy} onLeave={onBlur}>
      {draft.places.length === 0 && <span className={input.note}>Every store</span>}
      {types.map((each) => {
        const at = draft.places.flatMap((place, index) => (place.type === each ? [index] : []));
        if (at.length === 0) return null;
        return (
          <div key={each} className={css.list}>
            <span className={css.label}>
              {TYPES[each]?.[1] ?? `${each} (unknown)`} · {formatNumber(at.length)}
            </span>
            <div className={css.chips}>
              <IdChips
                ids={at.map((index) => draft.places[index]?.id ?? 0)}
                disabled={disabled}
                onRemove={(index) => give({ ...draft, places: draft.places.filter((_, here) => here !== at[index]) })}
                onEmptied={() => field.current?.focus()}
              />
            </div>
          </div>
        );
      })}
      {!disabled && (
        <div className={input.line}>
          <span className={`${input.field} ${input.select}`}>
            <select
              className={input.input}
              aria-label={`${label}: kind of place to add`}
              value={type}
              onChange={(event) => {
                setType(event.currentTarget.value);
                if (draft.pending !== '') give(draft, event.currentTarget.value);
              }}
            >
              {Object.entries(TYPES).map(([key, [one]]) => (
                <option key={key} value={key}>
                  {one}
                </option>
              ))}
            </select>
            <ChevronIcon size={16} />
          </span>
          <span className={input.field} data-invalid={invalid || undefined}>
            <input
              ref={field}
              className={`${input.input} ${css.pending}`}
              type="text"
              autoComplete="off"
              placeholder="Ids, such as 4402, 4471"
              aria-label={`${label}: ids to add`}
              aria-invalid={invalid || undefined}
              value={draft.pending}
              onChange={(event) => give({ ...draft, pending: event.currentTarget.value })}
              onBlur={() => draft.pending.trim() !== '' && add()}
              onPaste={(event) => {
                const text = event.clipboardData.getData('text');
                if (!text.includes('\n')) return;
                // An input of one line would run the lines of a paste together.
                event.preventDefault();
                give({ ...draft, pending: [draft.pending, ...text.split(/\s+/u)].filter(Boolean).join(', ') });
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || draft.pending.trim() === '') return;
                event.preventDefault();
                add();
              }}
            />
          </span>
          <button
            type="button"
            className={input.chip}
            onClick={() => (draft.pending.trim() === '' ? field.current?.focus() : add())}
          >
            Add
          </button>
        </div>
      )}
    </ControlFrame>
  );
}

/** Neighbours of one kind as one list, so that the order of the places is kept. */
function runs(places: readonly Place[]): TypedList[] {
  const lists: { type: string; ids: number[] }[] = [];
  for (const { type, id } of places) {
    const last = lists.at(-1);
    if (last?.type === type) last.ids.push(id);
    else lists.push({ type, ids: [id] });
  }
  return lists;
}
