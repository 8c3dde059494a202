import type { JsonObject } from '#catalogue/kinds.ts';
import { replace } from '#domain/replace.ts';
import type { Database } from '../../database/connect.ts';
import { getRows, listRows, lockRow, putRows } from '../../database/series-rows.ts';
import type { SeriesSource } from '../../ports.ts';
import { Problem } from '../../problems.ts';
import { revisionOf } from '../../revision.ts';

/** Series kept in our own database, with the API's documented behaviour. The journal is written in the same transaction. */
export function embeddedSource(
  db: Database,
  { now, clusterZone }: { now: () => number; clusterZone: () => string },
): SeriesSource<Database> {
  return {
    kind: 'embedded',
    get: (ids) => getRows(db, ids, 'embedded'),
    list: (query) => listRows(db, query, 'embedded'),
    update: (id, prepare, record) =>
      db.transaction(async (tx) => {
        const current = await lockRow(tx, id, 'embedded');
        if (!current) throw Problem.unknownSeries();
        const body = prepare(current);
        const after: JsonObject = replace(current.wire, body, { now: now(), clusterZone: clusterZone() });
        await record.intend(tx, current.wire, body);
        await putRows(tx, [after], 'embedded');
        await record.settle(tx, { state: 'saved', after, warnings: [], reason: null });
        return { wire: after, revision: revisionOf(after), warnings: [] };
      }),
  };
}
