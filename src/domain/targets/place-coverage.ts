import { type Place, placeKey } from '#catalogue/model/kinds.ts';

/** A place in the organisation's directory. */
export interface KnownPlace extends Place {
  readonly code: string | null;
  readonly name: string;
  /** ZONE: its parent. STORE: its zone. TILL: its store. */
  readonly parentId: number | null;
  /** STORE only. Zones and concepts divide the same stores in two ways. */
  readonly conceptId: number | null;
  /** False for a closed store or an unused till. */
  readonly isActive: boolean;
}

/** Looks up a place: null if it does not exist, undefined if it is not loaded. */
export type PlaceIndex = (place: Place) => KnownPlace | null | undefined;

/** Maximum depth of zones. Guards against an endless loop if the directory's zones form a cycle. */
const MAX_DEPTH = 20;

/**
 * All places that contain a place, nearest first. A series valid in one of them is valid in the place: the series
 * stores a zone or concept as one entry, and the API finds its stores.
 */
export function placesAbove(place: Place, index: PlaceIndex): readonly Place[] {
  const ancestors: Place[] = [];
  let current = index(place);
  while (current && ancestors.length < MAX_DEPTH) {
    const parent = parentOf(current);
    if (current.type === 'STORE' && current.conceptId !== null)
      ancestors.push({ type: 'CONCEPT', id: current.conceptId });
    if (!parent) break;
    ancestors.push(parent);
    current = index(parent);
  }
  return ancestors;
}

function parentOf({ type, parentId }: KnownPlace): Place | null {
  if (parentId === null) return null;
  return { type: type === 'TILL' ? 'STORE' : 'ZONE', id: parentId };
}

/** The nearest chosen place that contains this one, or null. `chosen`: keys of places. */
export function coverOf(place: Place, chosen: ReadonlySet<string>, index: PlaceIndex): Place | null {
  return placesAbove(place, index).find((ancestor) => chosen.has(placeKey(ancestor))) ?? null;
}

/** Chosen places without effect, because another chosen place contains them. Maps the key to that other place. */
export function coveredPlaces(places: readonly Place[], index: PlaceIndex): ReadonlyMap<string, Place> {
  const chosen = new Set(places.map(placeKey));
  const covered = new Map<string, Place>();
  for (const place of places) {
    const cover = coverOf(place, chosen, index);
    if (cover) covered.set(placeKey(place), cover);
  }
  return covered;
}

/** Key of a zone restricted to the stores of one concept. */
export const withinConcept = (zone: Place, concept: number) => `${placeKey(zone)}@${concept}`;

/**
 * The number of chosen places inside each place, by key; for zones also by concept. `conceptsOf`: the concepts that have
 * stores in a zone.
 */
export function countInside(
  places: readonly Place[],
  index: PlaceIndex,
  conceptsOf: (zoneId: number) => readonly number[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const place of places) {
    const ancestors = placesAbove(place, index);
    // A zone belongs to no concept, but the tree shows it below each that has stores in it.
    const concepts = place.type === 'ZONE' ? conceptsOf(place.id).map((id) => ({ type: 'CONCEPT', id })) : [];
    for (const ancestor of [...ancestors, ...concepts]) add(placeKey(ancestor));
    for (const { id } of [...ancestors, ...concepts].filter(({ type }) => type === 'CONCEPT'))
      for (const zone of ancestors.filter(({ type }) => type === 'ZONE')) add(withinConcept(zone, id));
  }
  return counts;
}

const TYPE_LABELS: Readonly<Record<string, string>> = {
  CONCEPT: 'Concept',
  ZONE: 'Zone',
  STORE: 'Store',
  TILL: 'Till',
};

/** The label of a place type. An unknown type is shown as it is. */
export const placeWord = (type: string) => TYPE_LABELS[type] ?? `${type} (unknown)`;

/** The name of a place: `Store 1202` until it is loaded, `unknown 1202` if it does not exist. */
export function placeName(place: Place, index: PlaceIndex): string {
  const known = index(place);
  if (known) return known.name;
  return known === null ? `unknown ${place.id}` : `${placeWord(place.type)} ${place.id}`;
}
