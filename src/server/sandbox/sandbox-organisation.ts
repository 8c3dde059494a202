import { sampleOrganisation } from '../samples/sample-organisation.ts';

export type PlaceType = 'CONCEPT' | 'ZONE' | 'STORE' | 'TILL';

export interface SandboxPlace {
  readonly type: PlaceType;
  readonly id: number;
  readonly code: string;
  name: string;
  readonly isActive: boolean;
  /** What it hangs on: a store on a zone and on a concept. */
  parents: readonly { readonly type: PlaceType; readonly id: number }[];
}

interface SandboxGood {
  readonly id: number;
  name: string;
  readonly parentId: number | null;
}

/** The sample organisation as the API knows it, in memory. Tests change it the way its own people would. */
export interface SandboxOrganisation {
  places: SandboxPlace[];
  categories: SandboxGood[];
  brands: SandboxGood[];
  /** The attributes by name. A series names values of them, which the API does not list. */
  attributes: string[];
}

const on = (type: PlaceType, id: number | null) => (id === null ? [] : [{ type, id }]);

export function sandboxOrganisation(): SandboxOrganisation {
  const { concepts, zones, stores, tills, categories, brands, attributes } = sampleOrganisation();
  return {
    places: [
      ...concepts.map((one) => ({ type: 'CONCEPT', ...one, isActive: true, parents: [] }) as const),
      ...zones.map(
        ({ parentId, ...one }) => ({ type: 'ZONE', ...one, isActive: true, parents: on('ZONE', parentId) }) as const,
      ),
      ...stores.map(({ id, code, name, isActive, zoneId, conceptId }) => {
        const parents = [...on('ZONE', zoneId), ...on('CONCEPT', conceptId)];
        return { type: 'STORE', id, code, name, isActive, parents } as const;
      }),
      ...tills.map(({ storeId, ...one }) => ({ type: 'TILL', ...one, parents: on('STORE', storeId) }) as const),
    ],
    categories: [...categories],
    brands: brands.map((one) => ({ ...one, parentId: null })),
    attributes: [...new Set(attributes.map(({ attribute }) => attribute))],
  };
}
