import type { JsonObject } from '#catalogue/kinds.ts';
import type { Database } from '../database/connect.ts';
import { hasRows, putRows } from '../database/series-rows.ts';
import { manySeries, sampleSeries } from './series.ts';

const BATCH = 500;
const TELL_EVERY = 10_000;

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
  await db.transaction(async (tx) => {
    let done = 0;
    let batch: JsonObject[] = [];
    const write = async () => {
      await putRows(tx, batch, 'embedded');
      done += batch.length;
      if (done % TELL_EVERY === 0 || done === amount)
        say(`${done.toLocaleString('en')} of ${amount.toLocaleString('en')} sample series are made.`);
      batch = [];
    };
    for (const series of manySeries(when, amount)) {
      batch.push(series);
      if (batch.length === BATCH) await write();
    }
    if (batch.length > 0) await write();
  });
}
