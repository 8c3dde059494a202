import { useMemo, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import { coveredPlaces, type PlaceIndex, placeName, placeWord } from '#domain/targets/place-coverage.ts';
import input from '../../../ui/input.module.css';
import { ChosenRows } from '../directory/chosen-rows.tsx';
import { SearchField } from '../directory/search-field.tsx';
import { EntryText } from '../directory/tree-item.tsx';

interface ChosenPlacesProps {
  readonly places: readonly Place[];
  readonly none: string;
  readonly placeIndex: PlaceIndex;
  readonly onChange: (places: readonly Place[]) => void;
}

/** The selected places in their stored order. Unknown ids and types stay until the user removes them. */
export function ChosenPlaces({ places, none, placeIndex, onChange }: ChosenPlacesProps) {
  const [text, setText] = useState('');
  const covered = useMemo(() => coveredPlaces(places, placeIndex), [places, placeIndex]);
  const shown = useMemo(() => {
    const words = text.trim().toLowerCase();
    return places.flatMap((place, index) =>
      textOf(place, placeIndex).toLowerCase().includes(words) ? [{ place, index }] : [],
    );
  }, [places, placeIndex, text]);
  const unknown = places.filter((place) => placeIndex(place) === null).length;
  const removeWhere = (matches: (place: Place) => boolean) => onChange(places.filter((place) => !matches(place)));

  function noteOf(place: Place): string {
    const cover = covered.get(placeKey(place));
    if (cover) return `Adds nothing: ${placeName(cover, placeIndex)} covers it`;
    return placeIndex(place)?.isActive === false ? 'Closed' : '';
  }

  return (
    <>
      <SearchField label="Search the chosen places" text={text} onText={setText} focusOnOpen={false} />
      <div className="cluster">
        <span role="status" className="secondary tabular">
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
      <ChosenRows
        label="Chosen places"
        count={shown.length}
        // By index, because a place may be stored twice.
        keyOf={(row) => String(shown[row]?.index)}
        onRemove={(row) => onChange(places.toSpliced(shown[row]?.index ?? 0, 1))}
        renderRow={(row, removeButton) => {
          const place = shown[row]?.place;
          if (!place) return null;
          const known = placeIndex(place);
          const name = placeName(place, placeIndex);
          return (
            <>
              <EntryText
                name={name}
                unknown={known === null}
                details={placeWord(place.type)}
                note={noteOf(place)}
                entry={{ code: known?.code ?? null, id: place.id }}
              />
              {removeButton(name)}
            </>
          );
        }}
      />
    </>
  );
}

const textOf = (place: Place, placeIndex: PlaceIndex) =>
  `${placeName(place, placeIndex)} ${place.id} ${placeIndex(place)?.code ?? ''} ${placeWord(place.type)}`;
