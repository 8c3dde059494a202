import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import { placeWord } from '../targets/place-coverage.ts';
import type { ListTerms } from './list-report.ts';

/**
 * Terms for a list of places. An id that is not in the directory becomes a place of the type `unknownAs`, unless
 * null.
 */
export const placeTerms = (
  chosen: readonly Place[],
  meaning: (key: string) => readonly Place[],
  unknownAs: string | null,
): ListTerms<Place> => ({
  chosen,
  // Drop the other properties of a directory entry.
  meaning: (key) => meaning(key).map(({ type, id }) => ({ type, id })),
  unknown: (id) => (unknownAs === null ? null : { type: unknownAs, id }),
  keyOf: placeKey,
  severalMeanings: (matches) => {
    const meanings = matches.map(({ type, id }) => `${placeWord(type).toLowerCase()} ${id}`);
    return `Means ${meanings.join(' or ')}. Choose one type above, or write the id.`;
  },
});
