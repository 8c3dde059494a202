import { and, eq, ne, or, sql } from 'drizzle-orm';
import type { JsonObject } from '#values/json.ts';
import type { UniqueField } from './series-source.ts';
import type { Database } from '../database/connect.ts';
import { CODE_LOCK } from '../database/locks.ts';
import { series } from '../database/schema.ts';
import type { Source } from './series-store.ts';

const codeOf = (wire: JsonObject, key: UniqueField) => {
  const code = wire[key];
  return typeof code === 'string' && code !== '' ? code : null;
};
const hasCommonCode = (wire: JsonObject) => wire['clientHandlingType'] === 'GENERIC';

/**
 * Returns the new codes of `next` that another series already has. Locks these codes, so that no concurrent
 * transaction can take one of them until this one ends.
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

  await lockCodes(tx, [seriesCode, genericCode]);
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

async function lockCodes(tx: Database, codes: readonly (string | null)[]): Promise<void> {
  // In the order of their keys: two transactions that lock the same two codes would otherwise deadlock.
  await tx.execute(sql`
    select pg_advisory_xact_lock(${CODE_LOCK}, key) from (
      select distinct hashtext(code) as key from unnest(${sql.param(codes)}::text[]) as code
      where code is not null order by key
    ) as keys`);
}
