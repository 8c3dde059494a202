import { createHash } from 'node:crypto';
import type { JsonObject } from '#values/json.ts';
import { revisionSource } from '#domain/change/revision.ts';

export function revisionOf(wire: JsonObject): string {
  return createHash('sha256').update(revisionSource(wire)).digest('hex').slice(0, 32);
}
