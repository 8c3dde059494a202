import { afterAll, beforeAll, expect, it } from 'vitest';
import { EDITABLE_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import { historyEndpoints } from '#contract/history-endpoints.ts';
import { restoredValues, versionOf } from '#domain/change/entry-versions.ts';
import { settle } from '#domain/change/settle.ts';
import { decodeSeries, encodeUpdate } from '#domain/series/series-codec.ts';
import { gatesOf, isVisible } from '#domain/series/visibility.ts';
import { otherValue } from '#domain/testing/builders.ts';
import type { JsonObject } from '#values/json.ts';
import { type Answer, type Desk, openEmbeddedDesk, resetSeries, samples, ZONE } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
  await resetSeries(database.connection.db);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const idOf = (wire: JsonObject) => Number(wire['id']);
const bytes = (wire: JsonObject) =>
  Object.fromEntries(EDITABLE_KEYS.map((key) => [key, JSON.stringify(wireOf(wire, key))]));

/** Saves form values of the stored series as the app does. */
async function save(wire: JsonObject, values: Partial<Values>, restored?: { wire: JsonObject; reference: string }) {
  const base = decodeSeries(wire, ZONE);
  const settled = settle(base, { ...base.values, ...values });
  const encoded = encodeUpdate(base, settled, ZONE, restored ? decodeSeries(restored.wire, ZONE) : null);
  if (!('body' in encoded)) return null;
  return desk.put(idOf(wire), encoded.body, restored && { 'coupon-desk-restored': restored.reference });
}

async function lastEntry(id: number) {
  const { body } = await desk.call(`/api/series/${id}/journal?limit=1`);
  const [entry] = historyEndpoints.getJournal.answer.parse(body).entries;
  if (!entry) throw new Error('There is no entry.');
  return entry;
}

/** Edits the field in a sample that shows it and whose edit is accepted; null if there is none. */
async function edit(key: FieldKey): Promise<{ original: JsonObject; answer: Answer } | null> {
  for (const sample of samples) {
    const { values } = decodeSeries(sample, ZONE);
    if (!isVisible(key, gatesOf(values, sample))) continue;
    const original = (await desk.read(idOf(sample))).series;
    const answer = await save(original, { [key]: otherValue(fieldOf(key).kind, values[key]) });
    if (answer?.status === 200) return { original, answer };
  }
  return null;
}

it('gives back the bytes of every editable field: edit, save, restore the version before', async () => {
  const missing: FieldKey[] = [];
  for (const key of EDITABLE_KEYS) {
    const edited = await edit(key);
    if (edited === null) {
      missing.push(key);
      continue;
    }
    const id = idOf(edited.original);
    const entry = await lastEntry(id);
    const { series: current } = await desk.read(id);
    expect(bytes(current)[key], key).not.toBe(bytes(edited.original)[key]);
    const wire = versionOf(entry, 'before');
    const values = restoredValues(decodeSeries(current, ZONE), decodeSeries(wire, ZONE));
    const answer = await save(current, values, { wire, reference: `${entry.id}.before` });
    expect(answer?.status, `${key}: ${JSON.stringify(answer?.body).slice(0, 300)}`).toBe(200);
    expect(bytes((await desk.read(id)).series), key).toEqual(bytes(edited.original));
    expect((await lastEntry(id)).restored).toEqual({ entry: entry.id, side: 'before', at: entry.at });
  }
  expect(missing).toEqual([]);
}, 180_000);

it('restores exactly the chosen version of a chain of saves, and the one before all of them', async () => {
  const id = 698948;
  await resetSeries(database.connection.db);
  const { description: first } = decodeSeries((await desk.read(id)).series, ZONE).values;
  const names = [first, 'One', 'Two', 'Three'];
  for (const description of names.slice(1))
    expect((await save((await desk.read(id)).series, { description }))?.status).toBe(200);
  const { body } = await desk.call(`/api/series/${id}/journal`);
  const entries = historyEndpoints.getJournal.answer.parse(body).entries.toReversed();
  const versions = entries.flatMap((entry, index) => [
    { entry, side: 'before' as const, name: names[index] },
    { entry, side: 'after' as const, name: names[index + 1] },
  ]);
  for (const { entry, side, name } of versions) {
    const wire = versionOf(entry, side);
    const current = (await desk.read(id)).series;
    const values = restoredValues(decodeSeries(current, ZONE), decodeSeries(wire, ZONE));
    expect((await save(current, values, { wire, reference: `${entry.id}.${side}` }))?.status).toBe(200);
    expect((await desk.read(id)).series['description']).toBe(name);
  }
});

it('records a restore only of values that the save brings back', async () => {
  const id = 698948;
  await resetSeries(database.connection.db);
  const saved = async (values: Partial<Values>, restored?: { wire: JsonObject; reference: string }) => {
    const answer = await save((await desk.read(id)).series, values, restored);
    expect(answer?.status).toBe(200);
    return lastEntry(id);
  };
  const entry = await saved({ description: 'One', minBillAmount: 311 });
  const version = { wire: versionOf(entry, 'before'), reference: `${entry.id}.before` };
  const before = decodeSeries(version.wire, ZONE).values;
  const named = { entry: entry.id, side: 'before', at: entry.at };

  expect((await saved({ description: 'Two' }, version)).restored).toBeNull();
  // It has the version's value already, so the save does not bring it back.
  const { maxCreate } = decodeSeries((await desk.read(id)).series, ZONE).values;
  expect(before.maxCreate).toEqual(maxCreate);
  expect((await saved({ discountCode: 'Three', maxCreate }, version)).restored).toBeNull();
  expect((await desk.put(id, (await desk.read(id)).series, { 'coupon-desk-restored': version.reference })).status).toBe(
    200,
  );
  expect((await lastEntry(id)).restored).toBeNull();
  expect((await saved({ minBillAmount: before.minBillAmount }, version)).restored).toEqual(named);
  expect((await saved({ description: before.description, discountCode: 'Four' }, version)).restored).toEqual(named);
});

it('refuses to name a version that the series does not have', async () => {
  const { series } = await desk.read(702215);
  const [entry] = historyEndpoints.getJournal.answer.parse(
    (await desk.call('/api/series/698948/journal')).body,
  ).entries;
  const answer = await desk.put(702215, series, { 'coupon-desk-restored': `${entry?.id}.after` });
  expect(answer.status).toBe(400);
  for (const reference of [`${'-'.repeat(36)}.after`, `${entry?.id}.gone`, 'now'])
    expect((await desk.put(702215, series, { 'coupon-desk-restored': reference })).status, reference).toBe(400);
});
