import { Suspense, useMemo, useState } from 'react';
import { formatPlaces } from '#catalogue/format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Place } from '#catalogue/model/kinds.ts';
import { PLACE_TYPES } from '#contract/endpoint-constants.ts';
import { coveredPlaces, type PlaceIndex, placeName, placeWord } from '#domain/targets/place-coverage.ts';
import { useListNames } from '../../../series/entity-names.ts';
import type { PlaceType } from '#contract/endpoint-constants.ts';
import input from '../../../ui/input.module.css';
import css from './places.module.css';
import { lazyPart } from '../../../ui/lazy-part.tsx';

// Prefetched on hover or focus of the buttons.
const PlacesDialog = lazyPart(
  () => import('./places-dialog.tsx'),
  (module) => module.PlacesDialog,
);
// With its dialog it is 30 kB, which the page does not need.
const WidenQuestion = lazyPart(
  () => import('../directory/widen-question.tsx'),
  (module) => module.WidenQuestion,
);

/**
 * Names per type in the form. With more than `LOAD_ALL_LIMIT` places, only these are loaded before the dialog opens.
 */
const NAMED = 4;
const LOAD_ALL_LIMIT = 1000;

interface NamedPlacesProps {
  readonly label: string;
  readonly places: readonly Place[];
  /** The meaning of an empty list. */
  readonly none: string;
  /** Types that can be selected. */
  readonly types: readonly PlaceType[];
  readonly disabled: boolean;
  readonly onChange: (places: readonly Place[]) => void;
  readonly hidesCount?: boolean;
}

export function NamedPlaces(props: NamedPlacesProps) {
  const { label, places, none, types, disabled, onChange, hidesCount = false } = props;
  const [dialog, setDialog] = useState<'find' | 'paste' | null>(null);
  const [isClearing, setClearing] = useState(false);
  const shownTypes = [...new Set([...types, ...places.map(({ type }) => type)])];
  const loadedPlaces = useMemo(() => {
    const all = [...new Set(places.map(({ type }) => type))];
    return dialog !== null || places.length <= LOAD_ALL_LIMIT
      ? places
      : all.flatMap((type) => places.filter((place) => place.type === type).slice(0, NAMED));
  }, [places, dialog]);
  const { nameOf: placeIndex, failure } = useListNames(loadedPlaces);
  const covered = useMemo(() => coveredPlaces(loadedPlaces, placeIndex), [loadedPlaces, placeIndex]);
  // The counts of unknown and covered places need all names.
  const isComplete = loadedPlaces === places;
  const unknown = loadedPlaces.filter((place) => placeIndex(place) === null).length;
  return (
    <div className="stack">
      {!hidesCount && <p className={css.count}>{places.length === 0 ? none : formatPlaces(places)}</p>}
      {places.length > 0 && (
        <ul className="pairs">
          {shownTypes.map((type) => {
            const ofType = places.filter((place) => place.type === type);
            return (
              ofType.length > 0 && (
                <li key={type}>
                  <span className="secondary tabular">{`${placeWord(type)}${ofType.length > 1 && isKnownType(type) ? 's' : ''}`}</span>
                  <span>{names(ofType, placeIndex)}</span>
                </li>
              )
            );
          })}
        </ul>
      )}
      {failure !== null && <p className="secondary tabular">{`Names could not be loaded. ${failure}`}</p>}
      {isComplete && (covered.size > 0 || unknown > 0) && (
        <p className="secondary tabular">{`${covered.size > 0 ? `${formatNumber(covered.size)} of them ${covered.size === 1 ? 'lies' : 'lie'} in another chosen place and ${covered.size === 1 ? 'adds' : 'add'} nothing. ` : ''}${unknown > 0 ? `${formatNumber(unknown)} ${unknown === 1 ? 'is' : 'are'} not in the directory and ${unknown === 1 ? 'stays' : 'stay'} until you remove ${unknown === 1 ? 'it' : 'them'}.` : ''}`}</p>
      )}
      {!disabled && (
        <div className="cluster" onPointerEnter={PlacesDialog.prefetch} onFocus={PlacesDialog.prefetch}>
          <button type="button" className={input.chip} onClick={() => setDialog('find')}>
            <span>{`Choose ${types.length === 1 ? 'stores' : 'places'}…`}</span>
            <span className="visually-hidden">{` ${label}`}</span>
          </button>
          <button type="button" className={input.chip} onClick={() => setDialog('paste')}>
            <span>Paste or file…</span>
            <span className="visually-hidden">{` ${label}`}</span>
          </button>
          {places.length > 0 && (
            <button type="button" className={input.textButton} onClick={() => setClearing(true)}>
              <span>Clear</span>
              <span className="visually-hidden">{` ${label}`}</span>
            </button>
          )}
        </div>
      )}
      {isClearing && (
        <Suspense>
          <WidenQuestion
            what={formatPlaces(places)}
            meaning={none.charAt(0).toLowerCase() + none.slice(1)}
            onConfirm={() => onChange([])}
            onClose={() => setClearing(false)}
          />
        </Suspense>
      )}
      {dialog !== null && (
        <Suspense>
          <PlacesDialog
            title={label}
            start={dialog}
            places={places}
            none={none}
            types={types}
            placeIndex={placeIndex}
            onChange={onChange}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

const isKnownType = (type: string) => PLACE_TYPES.some((each) => each === type);

function names(places: readonly Place[], placeIndex: PlaceIndex): string {
  // Not separated by commas, because names may contain them.
  const first = places.slice(0, NAMED).map((place) => placeName(place, placeIndex));
  const rest = places.length - first.length;
  return rest > 0 ? `${first.join(' · ')} and ${formatNumber(rest)} more` : first.join(' · ');
}
