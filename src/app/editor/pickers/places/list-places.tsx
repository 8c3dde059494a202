import { useMemo, useState } from 'react';
import { formatPlaces } from '#catalogue/format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Place } from '#catalogue/model/kinds.ts';
import { placeTerms } from '#domain/import/place-terms.ts';
import { placeWord } from '#domain/targets/place-coverage.ts';
import type { PlaceType } from '#contract/endpoint-constants.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { PastePanel } from '../lists/paste-panel.tsx';
import picker from '../lists/picker.module.css';
import type { PasteProps } from '../lists/picker-frame.tsx';

/** The same limit as for products. */
export const PLACES_LIMIT = 10_000;

interface ListPlacesProps extends Omit<PasteProps, 'onAdded'> {
  readonly places: readonly Place[];
  readonly types: readonly PlaceType[];
  readonly onAdd: (places: readonly Place[]) => void;
}

type TypeFilter = PlaceType | 'ANY';

/** Adds places from a list of ids or codes, of one type or of any. */
export function ListPlaces({ places, types, ...panel }: ListPlacesProps) {
  const [typeFilter, setTypeFilter] = useState<TypeFilter>(types.length === 1 ? (types[0] ?? 'ANY') : 'ANY');
  const lookupTypes = useMemo(() => (typeFilter === 'ANY' ? types : [typeFilter]), [typeFilter, types]);
  const listTarget = useMemo(
    () => ({
      types: lookupTypes,
      terms: (meaning: (key: string) => readonly Place[]) =>
        placeTerms(places, meaning, typeFilter === 'ANY' ? null : typeFilter),
      limit: PLACES_LIMIT,
      refOf: (place: Place) => place,
    }),
    [lookupTypes, places, typeFilter],
  );
  const one = typeFilter === 'ANY' ? 'place' : placeWord(typeFilter).toLowerCase();
  const many = `${one}s`;
  return (
    <>
      <TypeFilterControl types={types} typeFilter={typeFilter} onChange={setTypeFilter} />
      <PastePanel
        {...panel}
        target={listTarget}
        texts={{
          many,
          overLimit: `At most ${formatNumber(PLACES_LIMIT)} places can be chosen`,
          unknown:
            typeFilter === 'ANY'
              ? null
              : (count) => `unknown ${count === 1 ? 'id' : 'ids'} too, as ${count === 1 ? `a ${one}` : many}`,
          unchecked:
            typeFilter === 'ANY'
              ? 'The directory has no places, so these ids cannot be checked. Choose a type to add them unchecked.'
              : `The directory has no ${many}, so these ids cannot be checked. They are added unchecked.`,
        }}
        count={formatPlaces}
      />
    </>
  );
}

interface TypeFilterControlProps {
  readonly types: readonly PlaceType[];
  readonly typeFilter: TypeFilter;
  readonly onChange: (type: TypeFilter) => void;
}

function TypeFilterControl({ types, typeFilter, onChange }: TypeFilterControlProps) {
  if (types.length === 1) return null;
  return (
    <div className={picker.top}>
      <span id="places-wanted-label" className="visually-hidden">
        Type of the places
      </span>
      <Segmented<TypeFilter>
        id="places-wanted"
        labelledBy="places-wanted-label"
        segments={[
          { value: 'ANY', label: 'Any' },
          ...types.map((type) => ({ value: type, label: `${placeWord(type)}s` })),
        ]}
        value={typeFilter}
        onChange={onChange}
      />
    </div>
  );
}
