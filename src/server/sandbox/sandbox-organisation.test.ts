import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { get, sandboxOf } from '../test/sandbox-client.ts';

const PLACES = '/v1.1/organization/entities?format=json';
const sandbox = sandboxOf([]);
const answer = async (url: string, from = sandbox) => (await get(from, url)).body['response'] as JsonObject;
const placesOf = (response: JsonObject) =>
  ((response['organization'] as JsonObject)['entities'] as JsonObject)['entity'] as readonly JsonObject[];
const idsOf = (response: JsonObject) => placesOf(response).map(({ id }) => Number(id));

describe('places', () => {
  it('have the published envelope, with all values as texts', async () => {
    expect(await answer(`${PLACES}&type=CONCEPT`)).toMatchObject({
      pagination: { limit: '500', offset: '0', total: 3 },
      status: { success: true, code: 200, message: 'SUCCESS' },
      organization: {
        entities: {
          entity: [
            { id: '11', is_active: '1', code: 'FASHION', name: 'Meridian Fashion & Home', type: 'CONCEPT', parent: {} },
            { id: '12' },
            { id: '13' },
          ],
        },
      },
    });
  });

  it('have pages: start_id is the number of places to skip', async () => {
    const all = idsOf(await answer(`${PLACES}&type=TILL`));
    expect(all).toHaveLength(500);
    const page = await answer(`${PLACES}&type=till&limit=5&start_id=498`);
    expect(idsOf(page).slice(0, 2)).toEqual(all.slice(498));
    expect(page).toMatchObject({ pagination: { limit: '5', offset: '498' } });
    expect(await answer(`${PLACES}&type=TILL&start_id=100000`)).toMatchObject({
      organization: { entities: { entity: '' } },
    });
  });

  it('include their parents on request, and a single place is not in a list', async () => {
    const one = await answer(`${PLACES}&type=STORE&include_parent=true&limit=1`);
    expect(one).toMatchObject({
      organization: { entities: { entity: { id: '1201', parent: { zone: { id: '39' }, concept: { id: '11' } } } } },
    });
  });

  it('answer HTTP 200 to an invalid request', async () => {
    expect(await get(sandbox, `${PLACES}&type=PLANET`)).toMatchObject({
      status: 200,
      body: { response: { status: { success: 'false' } } },
    });
  });

  it('can be changed by a test without effect on other sandboxes', async () => {
    const changed = sandboxOf([]);
    changed.organisation.places = changed.organisation.places.filter(({ id }) => id !== 11);
    expect(idsOf(await answer(`${PLACES}&type=CONCEPT`, changed))).toEqual([12, 13]);
    expect(idsOf(await answer(`${PLACES}&type=CONCEPT`))).toEqual([11, 12, 13]);
  });
});

describe('categories, brands and attributes', () => {
  it('have names, and ids on request', async () => {
    const plain = await answer('/v1.1/product/brands?format=json&limit=2');
    expect(plain).toMatchObject({ status: { success: true, code: 200 }, product: { count: 40 } });
    const [first] = ((plain['product'] as JsonObject)['brands'] as JsonObject)['brand'] as readonly JsonObject[];
    expect(first).toMatchObject({ name: 'ANNAPATRA', label: 'Annapatra', parent_name: null });
    expect(first).not.toHaveProperty('id');
    expect(await answer('/v1.1/product/categories?include_id=true&limit=1&offset=4')).toMatchObject({
      product: { categories: { category: { id: '301', label: 'Sarees', parent_name: 'FASHION' } } },
    });
  });

  it('list attributes without their values', async () => {
    const { product } = await answer('/v1.1/product/attributes?format=json');
    expect(product).toMatchObject({ attributes: { attribute: [{ name: 'season' }, { name: 'fabric' }, {}, {}] } });
  });
});
