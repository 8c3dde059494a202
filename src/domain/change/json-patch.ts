import { dequal } from 'dequal/lite';
import { isObject, type Json, type JsonObject } from '#values/json.ts';

export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string };

/** The RFC 6902 patch that makes `to` of `from`. A list that differs is replaced as a whole. */
export function jsonPatch(from: JsonObject, to: JsonObject, path = ''): readonly PatchOperation[] {
  const removed = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  const operations = removed.map((key): PatchOperation => ({ op: 'remove', path: `${path}/${escaped(key)}` }));
  for (const [key, value] of Object.entries(to)) {
    const at = `${path}/${escaped(key)}`;
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    if (before === undefined) operations.push({ op: 'add', path: at, value });
    else if (isObject(before) && isObject(value)) operations.push(...jsonPatch(before, value, at));
    else if (!dequal(before, value)) operations.push({ op: 'replace', path: at, value });
  }
  return operations;
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
