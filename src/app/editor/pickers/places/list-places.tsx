import { useMemo, useState } from 'react';
import { formatPlaces } from '#catalogue/format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Place } from '#catalogue/model/kinds.ts';
import { placeTerms } from '#domain/import/place-terms.ts';
import { placeWord } from '#domain/targets/place-coverage.ts';
import type { PlaceType } from '../../../api/place-queries.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { PastePanel, type Source } from '../lists/paste-panel.tsx';
import type { PlaceNames } from './place-names.ts';

/** As many as of products: what the server looks up in one call. */
const LIMIT = 10_000;

interface ListPlacesProps {
  readonly places: readonly Place[];
  readonly types: readonly PlaceType[];
  readonly held: PlaceNames;
  readonly source: Source | null;
  readonly onSource: (source: Source | null) => void;
  readonly onBack: () => void;
  readonly onAdd: (places: readonly Place[]) => void;
}

type Wanted = PlaceType | 'ANY';

/** A list of ids or codes of places, of one type or of any. */
export function ListPlaces({ places, types, held, ...panel }: ListPlacesProps) {
  const [wanted, setWanted] = useState<Wanted>(types.length === 1 ? (types[0] ?? 'ANY') : 'ANY');
  const asked = useMemo(() => (wanted === 'ANY' ? types : [wanted]), [wanted, types]);
  const taking = useMemo(
    () => ({
      types: asked,
      learn: held.learn,
      terms: (meaning: (key: string) => readonly Place[]) =>
        placeTerms(places, meaning, wanted === 'ANY' ? null : wanted),
      limit: LIMIT,
    }),
    [asked, held, places, wanted],
  );
  const one = wanted === 'ANY' ? 'place' : placeWord(wanted).toLowerCase();
  const many = `${one}s`;
  return (
    <>
      <WantedTypes types={types} wanted={wanted} onChange={setWanted} />
      <PastePanel
        {...panel}
        taking={taking}
        words={{
          many,
          overLimit: `At most ${formatNumber(LIMIT)} places can be chosen`,
          unknown:
            wanted === 'ANY'
              ? null
              : (count) => `unknown ${count === 1 ? 'id' : 'ids'} too, as ${count === 1 ? `a ${one}` : many}`,
          unchecked:
            wanted === 'ANY'
              ? 'There is no directory of places here, so these ids could not be checked. Choose a type to take them as they are.'
              : `There is no directory of ${many} here, so these ids could not be checked. They are added as they are.`,
        }}
        count={formatPlaces}
      />
    </>
  );
}

interface WantedTypesProps {
  readonly types: readonly PlaceType[];
  readonly wanted: Wanted;
  readonly onChange: (type: Wanted) => void;
}

function WantedTypes({ types, wanted, onChange }: WantedTypesProps) {
  if (types.length === 1) return null;
  return (
    <>
      <span id="places-wanted-label" className="visually-hidden">
        What the list names
      </span>
      <Segmented<Wanted>
        id="places-wanted"
        labelledBy="places-wanted-label"
        segments={[
          { value: 'ANY', label: 'Any' },
          ...types.map((type) => ({ value: type, label: `${placeWord(type)}s` })),
        ]}
        value={wanted}
        onChange={onChange}
      />
    </>
  );
}
