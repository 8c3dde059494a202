import { sql } from 'drizzle-orm';
import type { JsonObject } from '#values/json.ts';
import type { Database } from '../database/connect.ts';
import { originStatement } from '../database/series-origin.ts';
import { withRevision } from '../series/series-revision.ts';
import { hasRows, putRows } from '../series/series-store.ts';
import { manySeries, sampleSeries } from './sample-series.ts';

const BATCH = 500;
const PROGRESS_INTERVAL = 5000;

/**
 * Fills an empty database with the samples or with `amount` series, in one transaction, so that an interrupted start
 * repeats it. Rejects when `stopping` aborts. Does nothing if there are series already.
 */
export async function addSamples(
  db: Database,
  amount: 'on' | number,
  zone: string,
  { say, stopping }: { readonly say: (line: string) => void; readonly stopping?: AbortSignal },
): Promise<void> {
  if (await hasRows(db, 'embedded')) return;
  const clock = { now: Date.now(), zone };
  await db.transaction(async (tx) => {
    await tx.execute(sql.raw(originStatement('Sample data')));
    if (amount === 'on') {
      await putRows(tx, sampleSeries(clock).map(withRevision), 'embedded');
      return;
    }
    const total = amount.toLocaleString('en');
    let writtenCount = 0;
    let lastWrite = Promise.resolve();
    const write = async (batch: readonly JsonObject[]) => {
      // Deriving the facts takes as long as the rest, and the server would start later.
      await putRows(tx, batch.map(withRevision), 'embedded', null);
      writtenCount += batch.length;
      if (writtenCount % PROGRESS_INTERVAL === 0 || writtenCount === amount)
        say(`Created ${writtenCount.toLocaleString('en')} of ${total} sample series.`);
    };
    // Builds the next batch while the database writes this one.
    for (const batch of batches(manySeries(clock, amount))) {
      await lastWrite;
      stopping?.throwIfAborted();
      lastWrite = write(batch);
      // Avoids an unhandled rejection: the next iteration awaits it.
      lastWrite.catch(() => {});
    }
    await lastWrite;
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
