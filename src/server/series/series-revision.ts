import { createHash } from 'node:crypto';
import type { JsonObject } from '#values/json.ts';
import { revisionSource } from '#domain/change/revision.ts';
import type { StoredSeries } from './series-source.ts';

/** Adds the fingerprint of everything that a PUT can change: 32 hex digits. */
export function withRevision(wire: JsonObject): StoredSeries {
  return { wire, revision: createHash('sha256').update(revisionSource(wire)).digest('hex').slice(0, 32) };
}
