import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDITABLE_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import { isObject, type Json, type JsonObject } from '#values/json.ts';
import { encodeUpdate } from '../series/series-codec.ts';
import { edited, otherValue, payloads, seriesOf } from '../testing/builders.ts';
import { jsonPatch, type PatchOperation } from './json-patch.ts';

/** Applies a patch to objects by the words of RFC 6902 and RFC 6901. */
function applied(document: JsonObject, patch: readonly PatchOperation[]): Json {
  const copy = structuredClone(document) as Record<string, Json>;
  for (const operation of patch) {
    const steps = operation.path.split('/').slice(1);
    const [last = '', ...outer] = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).toReversed();
    const target = outer.toReversed().reduce<Json | undefined>((at, step) => {
      expect(isObject(at) && Object.hasOwn(at, step)).toBe(true);
      return isObject(at) ? at[step] : undefined;
    }, copy) as Record<string, Json>;
    // "The target location MUST exist", except for "add".
    if (operation.op !== 'add') expect(Object.hasOwn(target, last)).toBe(true);
    if (operation.op === 'remove') delete target[last];
    else
      Object.defineProperty(target, last, {
        value: operation.value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return copy;
}

const name = fc.oneof(fc.string(), fc.constantFrom('a/b', '~', '~1', '', '__proto__', 'toString'));
const object = fc.dictionary(name, fc.jsonValue() as fc.Arbitrary<Json>, { maxKeys: 5 });

test('applied to the first object, a patch gives the second', () => {
  fc.assert(
    fc.property(object, object, (from, to) => {
      expect(applied(from, jsonPatch(from, to))).toEqual(to);
      expect(jsonPatch(from, from)).toEqual([]);
    }),
  );
});

test('applied to a published series, the patch of any edit gives exactly the body of the save', () => {
  const stored = [...payloads].filter(([file]) => file.startsWith('put_response')).map(([, wire]) => seriesOf(wire));
  const keys = EDITABLE_KEYS.filter((key) => fieldOf(key).access !== 'locked');
  fc.assert(
    fc.property(fc.constantFrom(...stored), fc.subarray(keys), (base, changed) => {
      const edits = Object.fromEntries(changed.map((key) => [key, otherValue(fieldOf(key).kind, base.values[key])]));
      const encoded = encodeUpdate(base, edited(base, edits), 'UTC');
      if ('problems' in encoded) return;
      expect(applied(base.wire, jsonPatch(base.wire, encoded.body))).toEqual(encoded.body);
    }),
  );
});
