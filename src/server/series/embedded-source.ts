import { withStoredNumbers } from '#domain/change/predict.ts';
import type { Connection } from '../database/connect.ts';
import { isOutage } from '../database/outage.ts';
import { journalIn } from './journal.ts';
import { codesTaken } from './series-codes.ts';
import { countTabs } from './series-counts.ts';
import { listRows } from './series-list.ts';
import { getRows, lockRow, putRows } from './series-store.ts';
import type { SeriesSource } from './series-source.ts';
import { Problem } from '../http/problems.ts';
import { withRevision } from './series-revision.ts';

/**
 * Stores series in our database and behaves as the API is documented. An edit is one transaction, with its journal entry.
 */
export function embeddedSource({ db, notices }: Pick<Connection, 'db' | 'notices'>): SeriesSource {
  return {
    kind: 'embedded',
    get: (ids) => getRows(db, ids, 'embedded'),
    list: (query, gone) => db.search((tx) => listRows(tx, query, 'embedded'), gone),
    count: (filter, gone) => db.search((tx) => countTabs(tx, filter, 'embedded'), gone),
    mirror: () => null,
    async edit(id, save) {
      let isDone = false;
      try {
        return await db.transaction(async (tx) => {
          const current = await lockRow(tx, id, 'embedded');
          if (!current) throw Problem.unknownSeries();
          const result = await save({
            current,
            journal: journalIn(tx, notices),
            codesTaken: (next) => codesTaken(tx, current.wire, next, 'embedded'),
            async write(_, next, at) {
              const after = withStoredNumbers(next);
              const saved = withRevision(after);
              await putRows(tx, [saved], 'embedded', at);
              return {
                outcome: { state: 'saved', after, warnings: [], reason: null },
                saved: { ...saved, warnings: [] },
              };
            },
          });
          isDone = true;
          return result;
        });
      } catch (error) {
        // All statements succeeded, so the connection broke during the commit: its outcome is unknown.
        if (isDone && isOutage(error))
          throw Problem.outcomeUnknown(
            'The connection to the database broke during the save. Open the series again to see what is stored.',
          );
        throw error;
      }
    },
  };
}
