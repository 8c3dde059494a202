import type { Place } from '#catalogue/model/kinds.ts';

/** A place as the organisation's directory has it. */
export interface KnownPlace extends Place {
  readonly code: string | null;
  readonly name: string;
  /** ZONE: the one above. STORE: its zone. TILL: its store. */
  readonly parentId: number | null;
  /** STORE: zones and concepts are two divisions of the same stores. */
  readonly conceptId: number | null;
  /** False for a store that has closed and a till out of use. */
  readonly isActive: boolean;
}

/** What is known of a place: null where no such place exists, undefined where that was not looked up. */
export type PlaceIndex = (place: Place) => KnownPlace | null | undefined;

export const placeKey = ({ type, id }: Place) => `${type}:${id}`;

/** No zone lies deeper than this; a directory whose zones go round in circles must not hang the page. */
const DEEPEST = 20;

/**
 * What a place lies in, nearest first. A series that is valid in one of them is valid in the place: it stores a zone or concept as
 * such, and the API works out its stores by itself.
 */
export function placesAbove(place: Place, book: PlaceIndex): readonly Place[] {
  const above: Place[] = [];
  let here = book(place);
  while (here && above.length < DEEPEST) {
    const parent = parentOf(here);
    if (here.type === 'STORE' && here.conceptId !== null) above.push({ type: 'CONCEPT', id: here.conceptId });
    if (!parent) break;
    above.push(parent);
    here = book(parent);
  }
  return above;
}

function parentOf({ type, parentId }: KnownPlace): Place | null {
  if (parentId === null) return null;
  return { type: type === 'TILL' ? 'STORE' : 'ZONE', id: parentId };
}

/** The nearest chosen place that this one lies in; null where there is none. */
export function coverOf(place: Place, chosen: ReadonlySet<string>, book: PlaceIndex): Place | null {
  return placesAbove(place, book).find((each) => chosen.has(placeKey(each))) ?? null;
}

/** Chosen places that change nothing because they lie in another chosen place, which is the value. By key. */
export function coveredPlaces(places: readonly Place[], book: PlaceIndex): ReadonlyMap<string, Place> {
  const chosen = new Set(places.map(placeKey));
  const covered = new Map<string, Place>();
  for (const place of places) {
    const cover = coverOf(place, chosen, book);
    if (cover) covered.set(placeKey(place), cover);
  }
  return covered;
}

/** A zone as far as it holds stores of one concept. */
export const withinConcept = (zone: Place, concept: number) => `${placeKey(zone)}@${concept}`;

/** How many chosen places lie inside of each place; for zones also counted by concept. */
export function countInside(places: readonly Place[], book: PlaceIndex): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const place of places) {
    const above = placesAbove(place, book);
    const concept = above.find(({ type }) => type === 'CONCEPT');
    for (const each of above) {
      add(placeKey(each));
      if (concept && each.type === 'ZONE') add(withinConcept(each, concept.id));
    }
  }
  return counts;
}

const WORDS: Readonly<Record<string, string>> = { CONCEPT: 'Concept', ZONE: 'Zone', STORE: 'Store', TILL: 'Till' };

/** The word for a type; one we do not know is shown as it is. */
export const placeWord = (type: string) => WORDS[type] ?? `${type} (unknown)`;

/** A place by name; by its type and id while that is not known; as unknown where it does not exist. */
export function placeName(place: Place, book: PlaceIndex): string {
  const known = book(place);
  if (known) return known.name;
  return known === null ? `unknown ${place.id}` : `${placeWord(place.type)} ${place.id}`;
}
