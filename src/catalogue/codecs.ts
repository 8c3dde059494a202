import * as z from 'zod/mini';
import { emptyValue, isUnresolved, type Kind, type Unresolved, type ValueOf } from './model/kinds.ts';
import { isObject, type Json } from '#values/json.ts';
import { plainNumber, printNumber, readNumber } from '#values/number-text.ts';
import { AXES, readRange, writeRange } from './range.ts';
import { dayOf, instantOf, isNoDate, isoInZone, parseDateTime } from '#values/zone.ts';

const INT32_MAX = 2_147_483_647;

/** The value that the API stores for a whole number: its 32-bit integer overflows without a warning. */
export function wrapInt32(value: number): number {
  return Number(BigInt.asIntN(32, BigInt(Math.trunc(value))));
}

/**
 * Whether two amounts are equal to two decimals: the API's 32-bit float returns 12.35 as 12.350000381, which is the
 * same amount.
 */
export function sameAmount(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.005;
}

const group = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20 });

function numberSchema(kind: Extract<Kind, { type: 'number' | 'limit' }>) {
  const checks: z.core.$ZodCheck<number>[] = [
    z.minimum(kind.min, `Enter ${group.format(kind.min)} or more.`),
    z.maximum(kind.max, {
      error: (issue) =>
        kind.integer && kind.max === INT32_MAX
          ? `The API keeps 32 bits: ${group.format(Number(issue.input))} would be stored as ${group.format(wrapInt32(Number(issue.input)))}. Enter ${group.format(INT32_MAX)} or less.`
          : `Enter ${group.format(kind.max)} or less.`,
    }),
  ];
  if (kind.integer) checks.unshift(z.refine((n: number) => Number.isSafeInteger(n), 'Enter a whole number.'));
  if (kind.float32)
    checks.push(
      z.refine((n: number) => !Number.isInteger(n) || Math.fround(n) === n, {
        error: (issue) =>
          `The API rounds to a 32-bit float: ${group.format(Number(issue.input))} would be stored as ${group.format(Math.fround(Number(issue.input)))}.`,
      }),
    );
  return z.number('Enter a number.').check(...checks);
}

const idsSchema = z.array(z.int('Ids are whole numbers.').check(z.positive('Ids are positive.')));

function parseIds(wire: string | boolean | readonly unknown[]): number[] | null {
  if (wire === false || wire === 'false' || wire === '') return [];
  let list: unknown = wire;
  if (typeof wire === 'string') {
    try {
      list = JSON.parse(wire);
    } catch {
      return null;
    }
  }
  if (!Array.isArray(list)) return null;
  const ids = list.map((id) => (typeof id === 'number' || typeof id === 'string' ? Number(id) : Number.NaN));
  if (ids.includes(-1)) return [];
  return ids.every((id) => Number.isSafeInteger(id) && id > 0) ? ids : null;
}

type Payload = { issues: { push: (issue: { code: 'custom'; input: unknown; message: string }) => unknown } };
function refuse(context: Payload, input: unknown, message: string): never {
  context.issues.push({ code: 'custom', input, message });
  return z.NEVER;
}

function axis(name: keyof typeof AXES) {
  const { min, max } = AXES[name];
  const text = `Enter whole numbers from ${min} to ${max}.`;
  return z.array(z.int(text).check(z.minimum(min, text), z.maximum(max, text)), text);
}

// zod's own record and union would add a kilobyte to what the editor loads.
const isTexts = (wire: unknown) => isObject(wire) && Object.values(wire).every((value) => typeof value === 'string');

const ANY_TEXT = z.string('Text is expected.');
const IS_MOMENT = z.refine<number>((ms) => Math.abs(ms) <= 8.64e15, 'There is no such moment.');

function build(kind: Kind, zone: string): z.ZodMiniType {
  switch (kind.type) {
    case 'text': {
      // Decoding accepts any text, so that it can be shown. Only the sent text must follow the rules.
      const { maxLength, pattern } = kind;
      return z.codec(ANY_TEXT, ANY_TEXT, {
        decode: (text) => text,
        encode: (text, context) => {
          if (maxLength && text.length > maxLength) return refuse(context, text, `At most ${maxLength} characters.`);
          if (pattern && !new RegExp(pattern.source, 'u').test(text)) return refuse(context, text, pattern.message);
          return text;
        },
      });
    }
    case 'flag':
      return z.boolean('true or false is expected.');
    case 'choice':
      return ANY_TEXT;
    case 'number':
      return z.codec(z.nullable(z.number('A number is expected.')), z.nullable(numberSchema(kind)), {
        decode: (wire) => (wire === null || kind.unset?.includes(wire) ? null : wire),
        encode: (value, context) => value ?? kind.unset?.[0] ?? refuse(context, value, 'Enter a number.'),
      });
    case 'limit':
      return z.codec(z.nullable(z.number('A number is expected.')), z.nullable(numberSchema(kind)), {
        decode: (wire) => (wire === null || kind.none.includes(wire) ? null : wire),
        encode: (value) => value ?? kind.write,
      });
    case 'day':
      return z.codec(z.nullable(ANY_TEXT), z.nullable(z.iso.date('Enter a day such as 6 Dec 2026.')), {
        decode: (wire, context) => {
          if (wire === null || wire === '' || isNoDate(wire)) return null;
          const instant = parseDateTime(wire);
          if (instant === null) return refuse(context, wire, `There is no such moment as ${wire}.`);
          return dayOf(instant, zone);
        },
        // Send noon: truncation to a day then gives the same day. 1970 is the API's value for "no date".
        encode: (day, context) => {
          if (day === null) return '1970-01-01T00:00:00Z';
          if (day <= '1970-01-01')
            return refuse(context, day, 'Enter a day after 1 January 1970, which means “no date”.');
          const noon = instantOf(day, zone, '12:00:00.000');
          // A zone that crosses the date line skips a whole day.
          return dayOf(noon, zone) === day ? isoInZone(noon, zone) : refuse(context, day, `${zone} had no such day.`);
        },
      });
    case 'instant':
      return z.codec(z.nullable(ANY_TEXT), z.nullable(z.string()), {
        decode: (wire, context) => {
          if (wire === null || wire === '' || isNoDate(wire)) return null;
          return parseDateTime(wire) === null ? refuse(context, wire, `There is no such moment as ${wire}.`) : wire;
        },
        encode: (value) => value,
      });
    case 'epoch':
      return z.codec(
        z.nullable(z.int('Epoch milliseconds are expected.').check(IS_MOMENT)),
        z.nullable(z.int('Enter a date.').check(IS_MOMENT)),
        { decode: (wire) => (wire === null || kind.none.includes(wire) ? null : wire), encode: (value) => value },
      );
    case 'ids':
      return z.codec(
        z.custom<string | boolean | readonly unknown[]>(
          (wire) => typeof wire === 'string' || typeof wire === 'boolean' || Array.isArray(wire),
          'A list of ids is expected.',
        ),
        idsSchema,
        {
          decode: (wire, context) => parseIds(wire) ?? refuse(context, wire, 'This is not a JSON list of ids.'),
          encode: (ids) => (ids.length === 0 ? '[-1]' : JSON.stringify(ids)),
        },
      );
    case 'range':
      return z.codec(z.unknown(), z.object({ dom: axis('dom'), dow: axis('dow'), hours: axis('hours') }), {
        decode: (wire, context) => readRange(wire) ?? refuse(context, wire, 'This is not a redemption range.'),
        encode: (range) => writeRange(range),
      });
    case 'properties': {
      const rows = z
        .array(
          z.object({
            key: z.string().check(z.refine((key) => key.trim() !== '', 'Every property needs a name.')),
            value: z.string(),
          }),
        )
        .check(
          z.maxLength(kind.maxRows, `At most ${kind.maxRows} properties.`),
          // `__proto__` is special in JavaScript: JSON readers drop it.
          z.refine((list) => list.every((row) => row.key !== '__proto__'), 'The name __proto__ would be lost.'),
          z.refine((list) => list.every((row) => !Object.hasOwn(kind.elsewhere, row.key)), {
            error: (issue) =>
              `The name ${firstOf(issue.input, kind.elsewhere)} has a field of its own. Write the text there.`,
          }),
          z.refine((list) => new Set(list.map((row) => row.key)).size === list.length, {
            error: (issue) => `The name ${firstDuplicate(issue.input)} is used twice.`,
          }),
        );
      return z.codec(
        z.custom<Readonly<Record<string, string>>>(isTexts, {
          error: ({ input }) =>
            isObject(input) ? 'Property values are text.' : 'An object of names and texts is expected.',
        }),
        rows,
        {
          decode: (wire) => Object.entries(wire).map(([key, value]) => ({ key, value })),
          encode: (list) => Object.fromEntries(list.map((row) => [row.key, row.value])),
        },
      );
    }
    case 'products':
      return z.codec(
        z.array(z.object({ productType: z.string(), productIds: z.array(z.int()) }), 'A list of products is expected.'),
        z.array(z.object({ type: z.string(), ids: idsSchema })).check(
          z.refine((list) => list.every((row) => row.type !== 'CATEGORY' || row.ids.length <= 1000), {
            error: 'The API takes at most 1,000 categories.',
          }),
        ),
        {
          decode: (wire) => wire.map((row) => ({ type: row.productType, ids: row.productIds })),
          encode: (list) =>
            list
              .filter((row) => row.ids.length > 0)
              .map((row) => ({ productType: row.type, productIds: [...row.ids] })),
        },
      );
    case 'places':
      return z.codec(
        z.array(
          z.object({ redemptionOrgEntityType: z.string(), orgEntityId: z.int() }),
          'A list of places is expected.',
        ),
        z.array(
          z.object({
            type: z.string(),
            id: z
              .int('Ids are whole numbers.')
              .check(z.positive('Ids are positive.'), z.maximum(INT32_MAX, 'This id is too large.')),
          }),
        ),
        {
          decode: (wire) => wire.map((row) => ({ type: row.redemptionOrgEntityType, id: row.orgEntityId })),
          encode: (list) => list.map((row) => ({ redemptionOrgEntityType: row.type, orgEntityId: row.id })),
        },
      );
    case 'raw':
      return z.unknown();
  }
}

function firstOf(rows: unknown, names: object): string {
  return (rows as readonly { key: string }[]).find(({ key }) => Object.hasOwn(names, key))?.key ?? '';
}

function firstDuplicate(rows: unknown): string {
  const keys = (rows as readonly { key: string }[]).map((row) => row.key);
  return keys.find((key, index) => keys.indexOf(key) !== index) ?? '';
}

const codecs = new WeakMap<Kind, Map<string, z.ZodMiniType>>();

function codecOf(kind: Kind, zone: string): z.ZodMiniType {
  let byZone = codecs.get(kind);
  if (!byZone) codecs.set(kind, (byZone = new Map()));
  let codec = byZone.get(zone);
  if (!codec) byZone.set(zone, (codec = build(kind, zone)));
  return codec;
}

export type Read<T> = { readonly value: T } | { readonly unresolved: Unresolved; readonly problem: string };

/** Decodes a wire value (`undefined`: the key is absent) in the cluster's zone. Never throws. */
export function readValue<K extends Kind>(kind: K, wire: Json | undefined, zone: string): Read<ValueOf<K>> {
  if (wire === undefined || (wire === null && kind.type !== 'raw'))
    return kind.type === 'products' || kind.type === 'places'
      ? { unresolved: { unresolved: 'notReturned' }, problem: 'The API did not return this field.' }
      : { value: emptyValue(kind) };
  const result = z.safeDecode(codecOf(kind, zone), wire);
  if (result.success) return { value: result.data as ValueOf<K> };
  return { unresolved: { unresolved: 'unreadable', raw: wire }, problem: messages(result.error) };
}

export type Written = { readonly wire: Json } | { readonly problem: string };

const NOT_READABLE: Partial<Record<Kind['type'], string>> = {
  number: 'is not a number',
  limit: 'is not a number',
  day: 'is not a date; write it as 6 Dec 2026',
  epoch: 'is not a date; write it as 6 Dec 2026',
  ids: 'is not a list of ids',
};

/** Encodes a form value for the wire, or returns why it cannot be sent. Never throws. */
export function writeValue<K extends Kind>(kind: K, value: ValueOf<K> | Unresolved, zone: string): Written {
  if (isUnresolved(value)) {
    if (value.unresolved === 'unreadable') return { wire: value.raw };
    if (value.unresolved === 'notReturned')
      return { problem: 'Choose what to send: the API did not return this field.' };
    if (value.text.trim() === '')
      return { problem: kind.type === 'day' || kind.type === 'epoch' ? 'Enter a date.' : 'Enter a number.' };
    if (kind.type === 'ids' && kind.of === 'series')
      return { problem: `“${afterIds(value.text)}” names no series yet: choose one from the list, or clear the text.` };
    const quoted = value.text.length > 60 ? `${value.text.slice(0, 60)}…` : value.text;
    return { problem: `“${quoted}” ${ambiguityOf(kind, value.text) ?? NOT_READABLE[kind.type] ?? 'cannot be read'}.` };
  }
  const result = z.safeEncode(codecOf(kind, zone), value);
  if (result.success) return { wire: result.data as Json };
  return { problem: messages(result.error) };
}

/** The problem of an ambiguous separator (with both readings, so that the user can choose) or of a wrong unit. */
function ambiguityOf(kind: Kind, text: string): string | null {
  if (kind.type !== 'number' && kind.type !== 'limit') return null;
  const reading = readNumber(text, { whole: kind.integer, printed: false });
  if (reading === null || 'value' in reading) return null;
  if ('unit' in reading)
    return `has the unit “${reading.unit}”, which this field does not take. Write the number alone`;
  const or = (print: (value: number) => string) => reading.either.map(print).join(' or ');
  return `can mean ${or(printNumber)}; write ${or(plainNumber)}`;
}

/** The rest of the text after the ids that were parsed. */
function afterIds(text: string): string {
  const rest = text.replace(/^(\d+, )+/u, '');
  return rest.length > 60 ? `${rest.slice(0, 60)}…` : rest;
}

function messages(error: { issues: readonly { message: string }[] }): string {
  return [...new Set(error.issues.map((issue) => issue.message))].join(' ');
}
