import { useMemo } from 'react';
import { formatPlaces } from '#catalogue/format.ts';
import { formatNumber } from '#values/number-format.ts';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import { coveredPlaces, type PlaceIndex, placeName, placeWord } from '#domain/targets/place-coverage.ts';
import input from '../../../ui/input.module.css';
import { ChosenList } from '../lists/chosen-list.tsx';
import { PLACES_LIMIT } from './list-places.tsx';

interface ChosenPlacesProps {
  readonly places: readonly Place[];
  readonly none: string;
  readonly placeIndex: PlaceIndex;
  readonly onChange: (places: readonly Place[], done: string) => void;
}

/** The selected places, and buttons that remove those without effect. Unknown ids and types stay until removed. */
export function ChosenPlaces({ places, none, placeIndex, onChange }: ChosenPlacesProps) {
  const covered = useMemo(() => coveredPlaces(places, placeIndex), [places, placeIndex]);
  const isUnknown = (place: Place) => placeIndex(place) === null;
  const unknown = places.filter(isUnknown).length;
  const removeWhere = (matches: (place: Place) => boolean) => {
    const kept = places.filter((place) => !matches(place));
    onChange(kept, `${formatNumber(places.length - kept.length)} removed.`);
  };

  return (
    <ChosenList
      many="places"
      entries={places}
      none={none.toLowerCase()}
      limit={PLACES_LIMIT}
      nameOf={placeIndex}
      detailsOf={({ type }) => placeWord(type)}
      noteOf={(place) => {
        const cover = covered.get(placeKey(place));
        return cover ? `Adds nothing: ${placeName(cover, placeIndex)} covers it` : '';
      }}
      onChange={onChange}
    >
      {places.length > 0 && <span className="secondary tabular">{formatPlaces(places)}</span>}
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
          onClick={() => removeWhere(isUnknown)}
        >{`Remove ${formatNumber(unknown)} unknown`}</button>
      )}
    </ChosenList>
  );
}
