import { Suspense, useMemo, useState } from 'react';
import { formatNumber, formatPlaces } from '#catalogue/format.ts';
import type { Place } from '#catalogue/kinds.ts';
import { PLACE_TYPES } from '#contract/directory.ts';
import { coveredPlaces, type PlaceBook, placeName, placeWord } from '#domain/places.ts';
import type { PlaceType } from '../../api/places.ts';
import input from '../controls/input.module.css';
import { useBook } from './place-book.ts';
import css from './places.module.css';
import { lazyPart } from '../../ui/lazy-part.tsx';

// Fetched as soon as somebody comes near the button; a failure then is no news, as opening tries again.
const loadDialog = () => import('./places-dialog.tsx');
const PlacesDialog = lazyPart(loadDialog, (module) => module.PlacesDialog);
const preload = () => void loadDialog().catch(() => {});

/** So many of each type are named in the form; of more than `LOOKED_UP` in all only these are looked up before the dialog opens. */
const NAMED = 4;
const LOOKED_UP = 1000;

interface NamedPlacesProps {
  readonly label: string;
  readonly places: readonly Place[];
  /** What an empty list means. */
  readonly none: string;
  /** What can be chosen. */
  readonly types: readonly PlaceType[];
  readonly disabled: boolean;
  readonly onChange: (places: readonly Place[]) => void;
  /** Without the line that counts: something else does. */
  readonly uncounted?: boolean;
}

export function NamedPlaces(props: NamedPlacesProps) {
  const { label, places, none, types, disabled, onChange, uncounted = false } = props;
  const [dialog, setDialog] = useState<'browse' | 'list' | null>(null);
  const shownTypes = [...new Set([...types, ...places.map(({ type }) => type)])];
  const wanted = useMemo(() => {
    const all = [...new Set(places.map(({ type }) => type))];
    return dialog !== null || places.length <= LOOKED_UP
      ? places
      : all.flatMap((type) => places.filter((place) => place.type === type).slice(0, NAMED));
  }, [places, dialog]);
  const { held, book } = useBook(wanted);
  const covered = useMemo(() => coveredPlaces(wanted, book), [wanted, book]);
  // Of some of them nobody can say how many of all are unknown, or lie in another.
  const isWhole = wanted === places;
  const unknown = wanted.filter((place) => book(place) === null).length;
  return (
    <div className={css.summary}>
      {!uncounted && <p className={css.count}>{places.length === 0 ? none : formatPlaces(places)}</p>}
      {places.length > 0 && (
        <ul className={css.named}>
          {shownTypes.map((type) => {
            const ofType = places.filter((place) => place.type === type);
            return (
              ofType.length > 0 && (
                <li key={type}>
                  <span
                    className={css.type}
                  >{`${placeWord(type)}${ofType.length > 1 && isKnownType(type) ? 's' : ''}`}</span>
                  <span>{names(ofType, book)}</span>
                </li>
              )
            );
          })}
        </ul>
      )}
      {held.failure() !== null && (
        <p className={input.note}>{`Names could not be looked up. ${held.failure() ?? ''}`}</p>
      )}
      {isWhole && (covered.size > 0 || unknown > 0) && (
        <p
          className={input.note}
        >{`${covered.size > 0 ? `${formatNumber(covered.size)} of them ${covered.size === 1 ? 'lies' : 'lie'} in another chosen place and ${covered.size === 1 ? 'changes' : 'change'} nothing; kept as stored. ` : ''}${unknown > 0 ? `${formatNumber(unknown)} ${unknown === 1 ? 'is' : 'are'} not in the directory; kept until you remove ${unknown === 1 ? 'it' : 'them'}.` : ''}`}</p>
      )}
      {!disabled && (
        <div className={input.line} onPointerEnter={preload} onFocus={preload}>
          <button type="button" className={input.chip} onClick={() => setDialog('browse')}>
            <span>{`Choose ${types.length === 1 ? 'stores' : 'places'}…`}</span>
            <span className="visually-hidden">{` ${label}`}</span>
          </button>
          <button type="button" className={input.chip} onClick={() => setDialog('list')}>
            <span>Paste or file…</span>
            <span className="visually-hidden">{` ${label}`}</span>
          </button>
          {places.length > 0 && (
            <button type="button" className={input.textButton} onClick={() => onChange([])}>
              <span>Clear</span>
              <span className="visually-hidden">{` ${label}`}</span>
            </button>
          )}
        </div>
      )}
      {dialog !== null && (
        <Suspense>
          <PlacesDialog
            title={label}
            start={dialog}
            places={places}
            none={none}
            types={types}
            held={held}
            book={book}
            onChange={onChange}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

const isKnownType = (type: string) => PLACE_TYPES.some((each) => each === type);

function names(places: readonly Place[], book: PlaceBook): string {
  // Names have commas of their own.
  const first = places.slice(0, NAMED).map((place) => placeName(place, book));
  const rest = places.length - first.length;
  return rest > 0 ? `${first.join(' · ')} and ${formatNumber(rest)} more` : first.join(' · ');
}
