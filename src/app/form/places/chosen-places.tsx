import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useMemo, useRef, useState } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import type { Place } from '#catalogue/kinds.ts';
import { coveredPlaces, type PlaceBook, placeKey, placeName, placeWord } from '#domain/places.ts';
import { CrossIcon, SearchIcon } from '../../ui/icons.tsx';
import input from '../controls/input.module.css';
import tree from './place-tree.module.css';
import css from './places.module.css';

const ROW_PX = 44;

interface ChosenPlacesProps {
  readonly places: readonly Place[];
  readonly none: string;
  readonly book: PlaceBook;
  readonly onChange: (places: readonly Place[]) => void;
}

/** What is chosen, in the order it is stored in, whatever it is: unknown ids and types are kept until somebody removes them. */
export function ChosenPlaces({ places, none, book, onChange }: ChosenPlacesProps) {
  const [text, setText] = useState('');
  const filter = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const covered = useMemo(() => coveredPlaces(places, book), [places, book]);
  const shown = useMemo(() => {
    const words = text.trim().toLowerCase();
    return places.flatMap((place, index) =>
      textOf(place, book).toLowerCase().includes(words) ? [{ place, index }] : [],
    );
  }, [places, book, text]);
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

  const unknown = places.filter((place) => book(place) === null).length;
  const without = (drop: (place: Place) => boolean) => onChange(places.filter((place) => !drop(place)));
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
          placeholder="Find among what is chosen"
          aria-label="Find among what is chosen"
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
            onClick={() => without((place) => covered.has(placeKey(place)))}
          >{`Remove ${formatNumber(covered.size)} that ${covered.size === 1 ? 'adds' : 'add'} nothing`}</button>
        )}
        {unknown > 0 && (
          <button
            type="button"
            className={input.textButton}
            onClick={() => without((place) => book(place) === null)}
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
            const name = placeName(place, book);
            return (
              <li
                // A place may be stored twice.
                key={item.index}
                className={tree.row}
                aria-setsize={shown.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
              >
                <span className={tree.what}>
                  <span className={tree.name} data-unknown={book(place) === null || undefined} title={name}>
                    {name}
                  </span>
                  <span className={tree.details}>
                    <span>{`${placeWord(place.type)} · `}</span>
                    <span translate="no">{[book(place)?.code, place.id].filter(Boolean).join(' · ')}</span>
                  </span>
                  {cover && <span className={tree.note}>{`Adds nothing: ${placeName(cover, book)} covers it`}</span>}
                  {book(place)?.isActive === false && !cover && <span className={tree.note}>Closed</span>}
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

const textOf = (place: Place, book: PlaceBook) =>
  `${placeName(place, book)} ${place.id} ${book(place)?.code ?? ''} ${placeWord(place.type)}`;
