import type { JsonObject } from '#values/json.ts';
import type { Database } from '../database/connect.ts';
import { hasRows, putRows } from '../series/series-store.ts';
import { manySeries, sampleSeries } from './sample-series.ts';

const BATCH = 500;
const TELL_EVERY = 5000;

/**
 * Fills an empty database with the samples, or with as many series as asked for: all or none, so that a start cut short is made
 * again. What people made of them stays.
 */
export async function addSamples(
  db: Database,
  amount: 'on' | number,
  zone: string,
  say: (line: string) => void,
): Promise<void> {
  if (await hasRows(db, 'embedded')) return;
  const when = { now: Date.now(), zone };
  if (amount === 'on') {
    await putRows(db, sampleSeries(when), 'embedded');
    return;
  }
  const total = amount.toLocaleString('en');
  await db.transaction(async (tx) => {
    let made = 0;
    let written = Promise.resolve();
    const write = async (batch: readonly JsonObject[]) => {
      await putRows(tx, batch, 'embedded');
      made += batch.length;
      if (made % TELL_EVERY === 0 || made === amount)
        say(`${made.toLocaleString('en')} of ${total} sample series are made.`);
    };
    // The database writes one batch while the next is made.
    for (const batch of batches(manySeries(when, amount))) {
      await written;
      written = write(batch);
      // It is awaited in the next round; until then a failure is not unhandled.
      written.catch(() => {});
    }
    await written;
  });
}

function* batches(all: Iterable<JsonObject>): Generator<JsonObject[]> {
  let batch: JsonObject[] = [];
  for (const series of all) {
    batch.push(series);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
