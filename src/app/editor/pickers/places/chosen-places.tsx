import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useMemo, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { Place } from '#catalogue/model/kinds.ts';
import { coveredPlaces, type PlaceIndex, placeKey, placeName, placeWord } from '#domain/targets/place-coverage.ts';
import { CrossIcon, SearchIcon } from '../../../ui/icons.tsx';
import input from '../../../ui/input.module.css';
import tree from './place-tree.module.css';
import css from './places.module.css';

const ROW_PX = 44;

interface ChosenPlacesProps {
  readonly places: readonly Place[];
  readonly none: string;
  readonly placeIndex: PlaceIndex;
  readonly onChange: (places: readonly Place[]) => void;
}

/** The selected places in their stored order. Unknown ids and types stay until the user removes them. */
export function ChosenPlaces({ places, none, placeIndex, onChange }: ChosenPlacesProps) {
  const [text, setText] = useState('');
  const filter = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const covered = useMemo(() => coveredPlaces(places, placeIndex), [places, placeIndex]);
  const shown = useMemo(() => {
    const words = text.trim().toLowerCase();
    return places.flatMap((place, index) =>
      textOf(place, placeIndex).toLowerCase().includes(words) ? [{ place, index }] : [],
    );
  }, [places, placeIndex, text]);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    initialRect: { width: 320, height: 8 * ROW_PX },
  });

  function remove(event: MouseEvent<HTMLElement>, index: number) {
    const row = event.currentTarget.closest('li');
    const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
    (neighbour?.querySelector<HTMLElement>('button') ?? filter.current)?.focus();
    onChange(places.toSpliced(index, 1));
  }

  const unknown = places.filter((place) => placeIndex(place) === null).length;
  const removeWhere = (matches: (place: Place) => boolean) => onChange(places.filter((place) => !matches(place)));
  return (
    <>
      <div className={`${input.field} ${css.search}`}>
        <SearchIcon size={16} />
        <input
          ref={filter}
          className={input.input}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder="Search the chosen places"
          aria-label="Search the chosen places"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className={input.line}>
        <span role="status" className={input.note}>
          {places.length === 0
            ? none
            : text.trim() === ''
              ? `${formatNumber(places.length)} chosen`
              : `${formatNumber(shown.length)} of ${formatNumber(places.length)} found`}
        </span>
        {covered.size > 0 && (
          <button
            type="button"
            className={input.textButton}
            onClick={() => removeWhere((place) => covered.has(placeKey(place)))}
          >{`Remove ${formatNumber(covered.size)} that ${covered.size === 1 ? 'adds' : 'add'} nothing`}</button>
        )}
        {unknown > 0 && (
          <button
            type="button"
            className={input.textButton}
            onClick={() => removeWhere((place) => placeIndex(place) === null)}
          >{`Remove ${formatNumber(unknown)} unknown`}</button>
        )}
      </div>
      <div ref={box} className={tree.tree} data-list>
        <ul className={tree.inner} style={{ height: virtual.getTotalSize() }} aria-label="Chosen places">
          {virtual.getVirtualItems().map(({ index, start }) => {
            const item = shown[index];
            if (!item) return null;
            const { place } = item;
            const cover = covered.get(placeKey(place));
            const name = placeName(place, placeIndex);
            return (
              <li
                // By index, because a place may be stored twice.
                key={item.index}
                className={tree.row}
                aria-setsize={shown.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
              >
                <span className={tree.what}>
                  <span className={tree.name} data-unknown={placeIndex(place) === null || undefined} title={name}>
                    {name}
                  </span>
                  <span className={tree.details}>
                    <span>{`${placeWord(place.type)} · `}</span>
                    <span translate="no">{[placeIndex(place)?.code, place.id].filter(Boolean).join(' · ')}</span>
                  </span>
                  {cover && (
                    <span className={tree.note}>{`Adds nothing: ${placeName(cover, placeIndex)} covers it`}</span>
                  )}
                  {placeIndex(place)?.isActive === false && !cover && <span className={tree.note}>Closed</span>}
                </span>
                <button
                  type="button"
                  className={input.iconButton}
                  aria-label={`Remove ${name}`}
                  onClick={(event) => remove(event, item.index)}
                >
                  <CrossIcon size={15} />
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}

const textOf = (place: Place, placeIndex: PlaceIndex) =>
  `${placeName(place, placeIndex)} ${place.id} ${placeIndex(place)?.code ?? ''} ${placeWord(place.type)}`;
