import type { Place } from '#catalogue/model/kinds.ts';
import {
  type AncestorsAnswer,
  CHILDREN_LIMIT,
  type ChildrenAnswer,
  DIRECTORY_PATH,
  type DirectoryEntry,
  LOOKUP_MOST,
  PLACE_TYPES,
} from '#contract/directory-endpoints.ts';
import { call } from './request.ts';
import { lookupAll, post } from './directory-lookup.ts';

// The casts below trust our own server, whose answers have the shapes of contract/directory-endpoints.ts.

export type PlaceType = (typeof PLACE_TYPES)[number];

const isPlaceType = (type: string): type is PlaceType => PLACE_TYPES.some((each) => each === type);

interface Parent {
  readonly type: PlaceType;
  /** Null for the entries of this type without a parent. */
  readonly id: number | null;
  /** Only the stores of a zone that belong to this concept. */
  readonly concept: number | null;
}

export async function fetchChildren({ type, id, concept }: Parent, cursor: string | null): Promise<ChildrenAnswer> {
  const search = new URLSearchParams({ type, limit: String(CHILDREN_LIMIT) });
  if (id !== null) search.set('id', String(id));
  if (concept !== null) search.set('concept', String(concept));
  if (cursor !== null) search.set('cursor', cursor);
  return (await call(`${DIRECTORY_PATH}/children?${search.toString()}`)).body as ChildrenAnswer;
}

/** Looks up places of these types by id or code; any number of keys. */
export const lookUpPlaces = (keys: readonly string[], types: readonly PlaceType[], by: 'id' | 'either') =>
  lookupAll({ types, by, keys });

export interface Named {
  readonly entries: readonly DirectoryEntry[];
  /** Requested and not found. Empty for a type of which the directory has no entries at all. */
  readonly unknown: readonly Place[];
}

/** Loads the names of places and of all their ancestors. Places of an unknown type are skipped. */
export async function namePlaces(places: readonly Place[]): Promise<Named> {
  const found = await Promise.all(
    PLACE_TYPES.map(async (type) => {
      const ids = places.filter((place) => place.type === type).map(({ id }) => id);
      if (ids.length === 0) return { entries: [], unknown: [] };
      const { empty, results } = await lookUpPlaces(ids.map(String), [type], 'id');
      return {
        entries: results.flatMap(({ matches }) => matches),
        unknown: empty ? [] : ids.filter((_, at) => results[at]?.matches.length === 0).map((id) => ({ type, id })),
      };
    }),
  );
  const entries = found.flatMap((each) => each.entries);
  const ancestors = await Promise.all(
    batches(entries.map(({ type, id }) => ({ type, id }))).map(
      async (batch) => (await post<AncestorsAnswer>('ancestors', { entries: batch })).items,
    ),
  );
  return { entries: [...ancestors.flat(), ...entries], unknown: found.flatMap((each) => each.unknown) };
}

export const knownType = ({ type }: Place) => isPlaceType(type);

function batches<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / LOOKUP_MOST) }, (_, at) =>
    list.slice(at * LOOKUP_MOST, (at + 1) * LOOKUP_MOST),
  );
}
