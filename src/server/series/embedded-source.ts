import { simulatePut } from '#domain/change/simulate-put.ts';
import type { Database } from '../database/connect.ts';
import { isOutage } from '../database/outage.ts';
import { codesTaken } from './series-codes.ts';
import { getRows, listRows, lockRow, putRows } from './series-store.ts';
import type { SeriesSource } from './series-source.ts';
import { Problem } from '../http/problems.ts';
import { revisionOf } from './series-revision.ts';

/** Series kept in our own database, with the API's documented behaviour. The journal is written in the same transaction. */
export function embeddedSource(
  db: Database,
  { now, clusterZone }: { now: () => number; clusterZone: () => string },
): SeriesSource<Database> {
  return {
    kind: 'embedded',
    get: (ids) => getRows(db, ids, 'embedded'),
    list: (query) => listRows(db, query, 'embedded'),
    async update(id, body, approve, record) {
      let written = false;
      try {
        return await db.transaction(async (tx) => {
          const current = await lockRow(tx, id, 'embedded');
          if (!current) throw Problem.unknownSeries();
          const after = simulatePut(current.wire, body, { now: now(), clusterZone: clusterZone() });
          approve(current, await codesTaken(tx, current.wire, after, 'embedded'));
          await record.begin(tx, current.wire, body);
          await putRows(tx, [after], 'embedded');
          await record.complete(tx, { state: 'saved', after, warnings: [], reason: null });
          written = true;
          return { wire: after, revision: revisionOf(after), warnings: [] };
        });
      } catch (error) {
        // Only the commit is left by then, and a connection that breaks under it does not say whether it happened.
        if (written && isOutage(error))
          throw Problem.outcomeUnknown(
            'The database broke off while it saved. Open the series again to see what it holds.',
          );
        throw error;
      }
    },
  };
}
