import { sampleOrganisation } from '../samples/sample-organisation.ts';

export type PlaceType = 'CONCEPT' | 'ZONE' | 'STORE' | 'TILL';

export interface SandboxPlace {
  readonly type: PlaceType;
  readonly id: number;
  readonly code: string;
  name: string;
  readonly isActive: boolean;
  /** Parent places. A store has a zone and a concept. */
  parents: readonly { readonly type: PlaceType; readonly id: number }[];
}

interface SandboxProductGroup {
  readonly id: number;
  name: string;
  readonly parentId: number | null;
}

/** The sample organisation as the API stores it, in memory. Tests may change it. */
export interface SandboxOrganisation {
  places: SandboxPlace[];
  categories: SandboxProductGroup[];
  brands: SandboxProductGroup[];
  /** Names of the attributes. Series refer to their values, which the API does not list. */
  attributes: string[];
}

const parentsOf = (type: PlaceType, id: number | null) => (id === null ? [] : [{ type, id }]);

export function sandboxOrganisation(): SandboxOrganisation {
  const { concepts, zones, stores, tills, categories, brands, attributes } = sampleOrganisation();
  return {
    places: [
      ...concepts.map((one) => ({ type: 'CONCEPT', ...one, isActive: true, parents: [] }) as const),
      ...zones.map(
        ({ parentId, ...one }) =>
          ({ type: 'ZONE', ...one, isActive: true, parents: parentsOf('ZONE', parentId) }) as const,
      ),
      ...stores.map(({ id, code, name, isActive, zoneId, conceptId }) => {
        const parents = [...parentsOf('ZONE', zoneId), ...parentsOf('CONCEPT', conceptId)];
        return { type: 'STORE', id, code, name, isActive, parents } as const;
      }),
      ...tills.map(({ storeId, ...one }) => ({ type: 'TILL', ...one, parents: parentsOf('STORE', storeId) }) as const),
    ],
    categories: [...categories],
    brands: brands.map((one) => ({ ...one, parentId: null })),
    attributes: [...new Set(attributes.map(({ attribute }) => attribute))],
  };
}
