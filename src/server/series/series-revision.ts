import { createHash } from 'node:crypto';
import type { JsonObject } from '#values/json.ts';
import { revisionSource } from '#domain/change/revision.ts';

/** Returns the fingerprint of everything that a PUT can change: 32 hex digits. */
export function revisionOf(wire: JsonObject): string {
  return createHash('sha256').update(revisionSource(wire)).digest('hex').slice(0, 32);
}
