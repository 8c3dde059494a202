import type { DirectoryEntry, EntryType } from '#contract/directory-endpoints.ts';
import type { Database } from '../database/connect.ts';
import { hasEntries, putEntries, putPropertyKeys } from '../directory/directory-rows.ts';
import { sampleOrganisation } from './sample-organisation.ts';

type Given = { readonly id: number; readonly name: string } & Partial<DirectoryEntry>;

const entry = (type: EntryType, one: Given): DirectoryEntry => ({
  type,
  id: one.id,
  name: one.name,
  code: one.code ?? null,
  parentId: one.parentId ?? null,
  brandId: one.brandId ?? null,
  conceptId: one.conceptId ?? null,
  isActive: one.isActive ?? true,
});

/** Everything an id in one of the samples can mean, as directory entries. */
export function sampleDirectory(): { entries: DirectoryEntry[]; propertyKeys: readonly string[] } {
  const organisation = sampleOrganisation();
  const { concepts, zones, stores, tills, categories, brands, products, attributes, propertyKeys } = organisation;
  const entries = [
    ...products.map(({ id, name, sku, categoryId, brandId }) =>
      entry('SKU', { id, name, code: sku, parentId: categoryId, brandId }),
    ),
    ...categories.map((one) => entry('CATEGORY', one)),
    ...brands.map((one) => entry('BRAND', one)),
    ...attributes.map(({ id, attribute, value }) => entry('ATTRIBUTE', { id, name: `${attribute}: ${value}` })),
    ...concepts.map((one) => entry('CONCEPT', one)),
    ...zones.map((one) => entry('ZONE', one)),
    ...stores.map(({ zoneId, ...one }) => entry('STORE', { ...one, parentId: zoneId })),
    ...tills.map(({ storeId, ...one }) => entry('TILL', { ...one, parentId: storeId })),
  ];
  return { entries, propertyKeys };
}

/** Fills an empty directory with the sample organisation's. */
export async function addSampleDirectory(db: Database): Promise<void> {
  if (await hasEntries(db, 'embedded')) return;
  const { entries, propertyKeys } = sampleDirectory();
  await db.transaction(async (tx) => {
    await putEntries(tx, entries, 'embedded');
    await putPropertyKeys(tx, propertyKeys, 'embedded');
  });
}
