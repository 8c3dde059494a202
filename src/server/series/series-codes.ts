import { and, eq, ne, or, sql } from 'drizzle-orm';
import type { JsonObject } from '#values/json.ts';
import type { UniqueField } from './series-source.ts';
import type { Database } from '../database/connect.ts';
import { series } from '../database/schema.ts';
import type { Source } from './series-store.ts';

/** Id of the advisory lock. It must be the same for every server on one PostgreSQL. */
const CODES_LOCK = 418_002;

const codeOf = (wire: JsonObject, key: UniqueField) => {
  const code = wire[key];
  return typeof code === 'string' && code !== '' ? code : null;
};
const hasCommonCode = (wire: JsonObject) => wire['clientHandlingType'] === 'GENERIC';

/**
 * Returns the new codes of `next` that another series already has. Takes an advisory lock, so that no concurrent
 * transaction can take a code until this one ends.
 */
export async function codesTaken(
  tx: Database,
  current: JsonObject,
  next: JsonObject,
  source: Source,
): Promise<ReadonlySet<UniqueField>> {
  const seriesCode = next['seriesCode'] === current['seriesCode'] ? null : codeOf(next, 'seriesCode');
  const sameCommonCode = hasCommonCode(current) && next['genericCode'] === current['genericCode'];
  const genericCode = hasCommonCode(next) && !sameCommonCode ? codeOf(next, 'genericCode') : null;
  if (seriesCode === null && genericCode === null) return new Set();

  await tx.execute(sql`select pg_advisory_xact_lock(${CODES_LOCK})`);
  const others = await tx
    .select({ body: series.body })
    .from(series)
    .where(
      and(
        eq(series.source, source),
        ne(series.id, Number(current['id'])),
        or(
          seriesCode === null ? undefined : eq(series.seriesCode, seriesCode),
          genericCode === null ? undefined : eq(series.genericCode, genericCode),
        ),
      ),
    );
  const taken = new Set<UniqueField>();
  for (const { body } of others) {
    if (seriesCode !== null && body['seriesCode'] === seriesCode) taken.add('seriesCode');
    if (genericCode !== null && hasCommonCode(body) && body['genericCode'] === genericCode) taken.add('genericCode');
  }
  return taken;
}
