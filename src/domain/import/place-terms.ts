import type { Place } from '#catalogue/model/kinds.ts';
import { placeKey, placeWord } from '../targets/place-coverage.ts';
import type { ListTerms } from './list-report.ts';

/** A list of ids or codes of places. An id that is not on file is a place of the type `unknownAs`; null: nobody can say of which. */
export const placeTerms = (
  chosen: readonly Place[],
  meaning: (key: string) => readonly Place[],
  unknownAs: string | null,
): ListTerms<Place> => ({
  chosen,
  // Without what else the directory says of a place.
  meaning: (key) => meaning(key).map(({ type, id }) => ({ type, id })),
  unknown: (id) => (unknownAs === null ? null : { type: unknownAs, id }),
  keyOf: placeKey,
  severalMeanings: (matches) => {
    const meant = matches.map(({ type, id }) => `${placeWord(type).toLowerCase()} ${id}`);
    return `Means ${meant.join(' or ')}. Choose one type above, or write the id.`;
  },
});
