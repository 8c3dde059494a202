import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import type { Database } from '../database/connect.ts';
import { hasEntries, putEntries, putPropertyKeys } from '../directory/directory-rows.ts';
import { sampleOrganisation } from './sample-organisation.ts';

type EntryInput = { readonly id: number; readonly name: string } & Partial<DirectoryEntry>;

const directoryEntry = (type: EntryType, input: EntryInput): DirectoryEntry => ({
  type,
  id: input.id,
  name: input.name,
  code: input.code ?? null,
  parentId: input.parentId ?? null,
  brandId: input.brandId ?? null,
  conceptId: input.conceptId ?? null,
  isActive: input.isActive ?? true,
});

/** Returns the directory entries of the sample organisation: all products and places that samples refer to. */
export function sampleDirectory(): { entries: DirectoryEntry[]; propertyKeys: readonly string[] } {
  const organisation = sampleOrganisation();
  const { concepts, zones, stores, tills, categories, brands, products, attributes, propertyKeys } = organisation;
  const entries = [
    ...products.map(({ id, name, sku, categoryId, brandId }) =>
      directoryEntry('SKU', { id, name, code: sku, parentId: categoryId, brandId }),
    ),
    ...categories.map((input) => directoryEntry('CATEGORY', input)),
    ...brands.map((input) => directoryEntry('BRAND', input)),
    ...attributes.map(({ id, attribute, value }) =>
      directoryEntry('ATTRIBUTE', { id, name: `${attribute}: ${value}` }),
    ),
    ...concepts.map((input) => directoryEntry('CONCEPT', input)),
    ...zones.map((input) => directoryEntry('ZONE', input)),
    ...stores.map(({ zoneId, ...input }) => directoryEntry('STORE', { ...input, parentId: zoneId })),
    ...tills.map(({ storeId, ...input }) => directoryEntry('TILL', { ...input, parentId: storeId })),
  ];
  return { entries, propertyKeys };
}

/** Fills an empty directory with the entries of the sample organisation. */
export async function addSampleDirectory(db: Database): Promise<void> {
  if (await hasEntries(db, 'embedded')) return;
  const { entries, propertyKeys } = sampleDirectory();
  await db.transaction(async (tx) => {
    await putEntries(tx, entries, 'embedded');
    await putPropertyKeys(tx, propertyKeys, 'embedded');
  });
}
