import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '#values/json.ts';
import { plain } from './build-series.ts';
import { BRANDS } from './sample-products.ts';
import { ATTRIBUTE, BRAND, CATEGORY, CONCEPT, GONE, LARGE_STORES, SKU, STORE, TILL, ZONE } from './sample-ids.ts';
import { CITIES } from './sample-places.ts';
import { sampleOrganisation } from './sample-organisation.ts';
import { manySeries } from './sample-series.ts';

const organisation = sampleOrganisation();
const { concepts, zones, stores, tills, categories, brands, products, attributes, propertyKeys } = organisation;
const lists = { concepts, zones, stores, tills, categories, brands, products, attributes };
const idsOf = (list: readonly { readonly id: number }[]) => new Set(list.map(({ id }) => id));

describe('the sample organisation', () => {
  it('has the expected size, and is always the same', () => {
    expect(organisation.name).toBe('Meridian Retail');
    expect(Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length]))).toEqual({
      concepts: 3,
      zones: 12,
      stores: 300,
      tills: 600,
      categories: 60,
      brands: 40,
      products: 5000,
      attributes: 12,
    });
    expect(propertyKeys.length).toBeLessThanOrEqual(20);
    expect(sampleOrganisation()).toEqual(organisation);
  });

  it.each(Object.entries(lists))('%s have unique ids', (_, list) => {
    expect(idsOf(list).size).toBe(list.length);
  });

  it('has unique names and codes', () => {
    for (const values of [
      concepts.map(({ code }) => code),
      zones.map(({ code }) => code),
      stores.map(({ code }) => code),
      stores.map(({ name }) => name),
      tills.map(({ code }) => code),
      brands.map(({ name }) => name),
      categories.map(({ name }) => name),
      products.map(({ sku }) => sku),
      products.map(({ name }) => name),
      propertyKeys,
    ])
      expect(new Set<string>(values).size).toBe(values.length);
  });

  it('refers to existing parents only', () => {
    for (const store of stores) {
      expect(idsOf(concepts)).toContain(store.conceptId);
      expect(idsOf(zones)).toContain(store.zoneId);
    }
    for (const till of tills) expect(idsOf(stores)).toContain(till.storeId);
    for (const { parentId } of [...zones, ...categories])
      if (parentId !== null) expect(new Set([...idsOf(zones), ...idsOf(categories)])).toContain(parentId);
    const [brandIds, categoryIds] = [idsOf(brands), idsOf(categories)];
    expect(
      products.filter(({ brandId, categoryId }) => !brandIds.has(brandId) || !categoryIds.has(categoryId)),
    ).toEqual([]);
    for (const [, , sellsIn] of BRANDS) for (const id of sellsIn) expect(categoryIds).toContain(id);
  });

  it('uses each brand, concept, city and zone', () => {
    expect(new Set(products.map(({ brandId }) => brandId)).size).toBe(40);
    expect(new Set(stores.map(({ conceptId }) => conceptId)).size).toBe(3);
    expect(new Set(stores.map(({ city }) => city)).size).toBe(CITIES.length);
    const used = new Set(stores.map(({ zoneId }) => zoneId));
    for (const { id } of zones) expect(used.has(id) || zones.some(({ parentId }) => parentId === id)).toBe(true);
  });

  it('has some closed stores with closed tills, but none that a sample refers to', () => {
    const closed = stores.filter(({ isActive }) => !isActive);
    expect(closed.length).toBeGreaterThan(5);
    for (const { id } of closed) {
      expect(id).toBeGreaterThan(1240);
      expect(tills.filter((till) => till.storeId === id && till.isActive)).toEqual([]);
    }
    expect(tills.filter(({ isActive }) => !isActive).length).toBeGreaterThan(2 * closed.length);
  });

  it('has plausible prices', () => {
    for (const { price } of products) {
      expect(price).toBeGreaterThan(0);
      expect(price).toBeLessThan(50_000);
    }
  });
});

describe('ids in series', () => {
  const known: Readonly<Record<string, ReadonlySet<number>>> = {
    SKU: idsOf(products),
    CATEGORY: idsOf(categories),
    BRAND: idsOf(brands),
    ATTRIBUTE: idsOf(attributes),
    CONCEPT: idsOf(concepts),
    ZONE: idsOf(zones),
    STORE: idsOf(stores),
    TILL: idsOf(tills),
  };
  const rows = (value: Json | undefined) => (Array.isArray(value) ? (value as JsonObject[]) : []);
  const used = (series: JsonObject): [type: string, id: number][] => [
    ...rows(series['productInfo']).flatMap(({ productType, productIds }) =>
      (productIds as number[]).map((id) => [plain(productType), id] as [string, number]),
    ),
    ...rows(series['redemptionOrgEntityDetails']).map(
      ({ redemptionOrgEntityType, orgEntityId }) =>
        [plain(redemptionOrgEntityType), Number(orgEntityId)] as [string, number],
    ),
  ];

  it('all exist, except the deleted ones', () => {
    const series = [...manySeries({ now: Date.parse('2026-11-23T06:00:00Z'), zone: 'Asia/Kolkata' }, 2000)];
    const unknown = series.flatMap(used).filter(([type, id]) => known[type]?.has(id) !== true);
    expect(new Set(unknown.map(([, id]) => id))).toEqual(new Set([GONE.store, GONE.sku, GONE.category]));
  });

  it('match the names of the constants', () => {
    const named = { BRAND, CATEGORY, ATTRIBUTE, SKU, CONCEPT, ZONE, STORE, TILL };
    for (const [type, ids] of Object.entries(named))
      for (const id of Object.values(ids)) expect(known[type], `${type} ${id}`).toContain(id);
    const large = stores.filter(({ id }) => LARGE_STORES.includes(id));
    expect(new Set(large.map(({ city }) => city))).toEqual(new Set(['Bengaluru', 'Hyderabad', 'Chennai']));
    const nameOf = (id: number) => stores.find((store) => store.id === id)?.name;
    expect([STORE.bandra, STORE.saket, STORE.parkStreet].map(nameOf)).toEqual([
      'Meridian Bandra, Mumbai',
      'Meridian Saket, Delhi',
      'Meridian Park Street, Kolkata',
    ]);
    expect(tills.find(({ id }) => id === TILL.bandraOne)?.storeId).toBe(STORE.bandra);
    expect(products.find(({ id }) => id === SKU.filterCoffee)?.name).toContain('filter coffee');
  });

  it('all custom properties but one are configured', () => {
    const series = [...manySeries({ now: Date.parse('2026-11-23T06:00:00Z'), zone: 'Asia/Kolkata' }, 2000)];
    const names = new Set(series.flatMap(({ customPropertyMap }) => Object.keys(customPropertyMap ?? {})));
    expect([...names].filter((name) => !(propertyKeys as readonly string[]).includes(name))).toEqual(['agency']);
  });
});
