import { simulatePut } from '#domain/change/simulate-put.ts';
import type { Database } from '../database/connect.ts';
import { isOutage } from '../database/outage.ts';
import { codesTaken } from './series-codes.ts';
import { getRows, listRows, lockRow, putRows } from './series-store.ts';
import type { SeriesSource } from './series-source.ts';
import { Problem } from '../http/problems.ts';
import { revisionOf } from './series-revision.ts';

/**
 * Stores series in our database and behaves as the API is documented. Writes the journal entry in the same transaction.
 */
export function embeddedSource(
  db: Database,
  { now, clusterZone }: { now: () => number; clusterZone: () => string },
): SeriesSource<Database> {
  return {
    kind: 'embedded',
    get: (ids) => getRows(db, ids, 'embedded'),
    list: (query) => listRows(db, query, 'embedded'),
    async update(id, body, validate, entry) {
      let written = false;
      try {
        return await db.transaction(async (tx) => {
          const current = await lockRow(tx, id, 'embedded');
          if (!current) throw Problem.unknownSeries();
          const after = simulatePut(current.wire, body, { now: now(), clusterZone: clusterZone() });
          validate(current, await codesTaken(tx, current.wire, after, 'embedded'));
          await entry.begin(tx, current.wire, body);
          await putRows(tx, [after], 'embedded');
          await entry.complete(tx, { state: 'saved', after, warnings: [], reason: null });
          written = true;
          return { wire: after, revision: revisionOf(after), warnings: [] };
        });
      } catch (error) {
        // All statements succeeded, so the connection broke during the commit: its outcome is unknown.
        if (written && isOutage(error))
          throw Problem.outcomeUnknown(
            'The connection to the database broke during the save. Open the series again to see what is stored.',
          );
        throw error;
      }
    },
  };
}
