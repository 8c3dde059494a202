import type { Place } from '#catalogue/model/kinds.ts';
import type { ChildrenAnswer, DirectoryEntry } from '#contract/directory-endpoints.ts';
import { CHILDREN_LIMIT, LOOKUP_MOST, PLACE_TYPES } from '#contract/endpoint-constants.ts';
import { request } from './request.ts';
import { lookupAll } from './directory-lookup.ts';

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
  const page = { limit: CHILDREN_LIMIT, cursor: cursor ?? undefined };
  return request('GET /api/directory/children', {
    query: { type, id: id ?? undefined, concept: concept ?? undefined, ...page },
  });
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
      async (batch) => (await request('POST /api/directory/ancestors', { body: { entries: batch } })).items,
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
