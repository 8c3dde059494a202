import {
  emptyValue,
  isUnresolved,
  type Kind,
  type KindType,
  type Place,
  type ProductSelection,
  type Property,
  type RedemptionRange,
  type Unresolved,
  type ValueByType,
  type ValueOf,
} from './model/kinds.ts';
import { isObject, type Json, type JsonObject } from '#values/json.ts';
import { plainNumber, printNumber, readNumber } from '#values/number-text.ts';
import { AXES, AXIS_NAMES, readRange, writeRange } from './range.ts';
import { addDays, type Day, dayOf, instantOf, isNoDate, isoInZone, parseDateTime } from '#values/zone.ts';
import { INT32_MAX, wrapInt32 } from '#values/int32.ts';

/**
 * Whether two amounts are equal to two decimals: the API's 32-bit float returns 12.35 as 12.350000381, which is the
 * same amount.
 */
export function sameAmount(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.005;
}

const group = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20 });
const print = (value: number) => group.format(value);

/** A value cannot be read or sent. The message says why; `readValue` and `writeValue` return it. */
class Invalid extends Error {}

function refuse(message: string): never {
  throw new Invalid(message);
}

interface Codec<T> {
  readonly isValue: (value: unknown) => value is T;
  /** The problem of a value for which `isValue` is false. */
  readonly expects: string;
  /** What else is wrong with a value, stored or entered. */
  readonly problems?: (value: T) => readonly (string | false)[];
  /** Reads the value in the wire format. */
  readonly decode: (wire: Json) => T;
  readonly encode: (value: T) => Json;
}

type Of<Type extends KindType> = Extract<Kind, { type: Type }>;
type Codecs = { readonly [Type in KindType]: (kind: Of<Type>, zone: string) => Codec<ValueByType[Type]> };

const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const orNull =
  <T>(isValue: (value: unknown) => value is T) =>
  (value: unknown): value is T | null =>
    value === null || isValue(value);
const listOf =
  <T>(isItem: (item: unknown) => item is T) =>
  (value: unknown): value is readonly T[] =>
    Array.isArray(value) && value.every(isItem);

function isDay(value: unknown): value is Day {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  // Some engines read 30 February as 2 March.
  return !Number.isNaN(Date.parse(value)) && addDays(value, 0) === value;
}

const TEXT = {
  isValue: isText,
  expects: 'Text is expected.',
  decode: (wire: Json) => (isText(wire) ? wire : refuse('Text is expected.')),
  encode: (text: string) => text,
};

/** Epoch ms of a date-time, or null for "no date". */
function decodeMoment(wire: Json): number | null {
  const text = TEXT.decode(wire);
  if (text === '' || isNoDate(text)) return null;
  return parseDateTime(text) ?? refuse(`There is no such moment as ${text}.`);
}

const ENTER_NUMBER = 'Enter a number.';

function number(kind: Of<'number' | 'limit'>, none: readonly number[] = []) {
  const { integer, min, max, float32 } = kind;
  return {
    isValue: orNull(isNumber),
    expects: ENTER_NUMBER,
    problems: (value: number | null) =>
      value === null
        ? []
        : [
            integer && !isInteger(value) && 'Enter a whole number.',
            value < min && `Enter ${print(min)} or more.`,
            value > max &&
              (integer && max === INT32_MAX
                ? `The API keeps 32 bits: ${print(value)} would be stored as ${print(wrapInt32(value))}. Enter ${print(max)} or less.`
                : `Enter ${print(max)} or less.`),
            float32 === true &&
              Number.isInteger(value) &&
              Math.fround(value) !== value &&
              `The API rounds to a 32-bit float: ${print(value)} would be stored as ${print(Math.fround(value))}.`,
          ],
    decode: (wire: Json) => {
      const value = isNumber(wire) ? wire : refuse('A number is expected.');
      return none.includes(value) ? null : value;
    },
  };
}

const idsProblems = (ids: readonly number[]) => [
  !ids.every(isInteger) && 'Ids are whole numbers.',
  ids.some((id) => id <= 0) && 'Ids are positive.',
];

function decodeIds(wire: Json): readonly number[] {
  if (wire === false || wire === 'false' || wire === '') return [];
  if (wire !== true && !isText(wire) && !Array.isArray(wire)) return refuse('A list of ids is expected.');
  let list: unknown = wire;
  if (isText(wire)) {
    try {
      list = JSON.parse(wire);
    } catch {
      list = null;
    }
  }
  const ids = Array.isArray(list)
    ? list.map((id) => (typeof id === 'number' || isText(id) ? Number(id) : Number.NaN))
    : [Number.NaN];
  if (ids.includes(-1)) return [];
  return ids.every((id) => isInteger(id) && id > 0) ? ids : refuse('This is not a JSON list of ids.');
}

/** Reads a list of objects in the wire format. */
function decodeRows<T>(wire: Json, decodeRow: (row: JsonObject) => T | null, expects: string): readonly T[] {
  const row = (item: Json) => (isObject(item) ? decodeRow(item) : null) ?? refuse(expects);
  return Array.isArray(wire) ? wire.map(row) : refuse(expects);
}

const CODECS: Codecs = {
  text: ({ maxLength, pattern }) => ({
    ...TEXT,
    // Reading accepts any text, so that it can be shown. Only the sent text must follow the rules.
    encode: (text) => {
      if (maxLength && text.length > maxLength) return refuse(`At most ${maxLength} characters.`);
      if (pattern && !new RegExp(pattern.source, 'u').test(text)) return refuse(pattern.message);
      return text;
    },
  }),
  flag: () => ({
    isValue: (value) => typeof value === 'boolean',
    expects: 'true or false is expected.',
    decode: (wire) => (typeof wire === 'boolean' ? wire : refuse('true or false is expected.')),
    encode: (value) => value,
  }),
  choice: () => TEXT,
  number: (kind) => ({
    ...number(kind, kind.unset),
    encode: (value) => value ?? kind.unset?.[0] ?? refuse(ENTER_NUMBER),
  }),
  limit: (kind) => ({ ...number(kind, kind.none), encode: (value) => value ?? kind.write }),
  day: (_kind, zone) => ({
    isValue: orNull(isDay),
    expects: 'Enter a day such as 6 Dec 2026.',
    decode: (wire) => {
      const instant = decodeMoment(wire);
      return instant === null ? null : dayOf(instant, zone);
    },
    // Send noon: truncation to a day then gives the same day. 1970 is the API's value for "no date".
    encode: (day) => {
      if (day === null) return '1970-01-01T00:00:00Z';
      if (day <= '1970-01-01') return refuse('Enter a day after 1 January 1970, which means “no date”.');
      const noon = instantOf(day, zone, '12:00:00.000');
      // A zone that crosses the date line skips a whole day.
      return dayOf(noon, zone) === day ? isoInZone(noon, zone) : refuse(`${zone} had no such day.`);
    },
  }),
  instant: () => ({
    isValue: orNull(isText),
    expects: TEXT.expects,
    decode: (wire) => (decodeMoment(wire) === null ? null : TEXT.decode(wire)),
    encode: (value) => value,
  }),
  epoch: ({ none }) => ({
    isValue: orNull(isInteger),
    expects: 'Enter a date.',
    problems: (ms) => [Math.abs(ms ?? 0) > 8.64e15 && 'There is no such moment.'],
    decode: (wire) => {
      const ms = isInteger(wire) ? wire : refuse('Epoch milliseconds are expected.');
      return none.includes(ms) ? null : ms;
    },
    encode: (value) => value,
  }),
  ids: () => ({
    isValue: listOf(isNumber),
    expects: 'Ids are whole numbers.',
    problems: idsProblems,
    decode: decodeIds,
    encode: (ids) => (ids.length === 0 ? '[-1]' : JSON.stringify(ids)),
  }),
  range: () => ({
    isValue: (value): value is RedemptionRange =>
      isObject(value) && AXIS_NAMES.every((name) => listOf(isNumber)(value[name])),
    expects: 'This is not a redemption range.',
    problems: (range) =>
      AXIS_NAMES.map((name) => {
        const { min, max } = AXES[name];
        const isValid = range[name].every((n) => isInteger(n) && n >= min && n <= max);
        return !isValid && `Enter whole numbers from ${min} to ${max}.`;
      }),
    decode: (wire) => readRange(wire) ?? refuse('This is not a redemption range.'),
    encode: writeRange,
  }),
  properties: ({ maxRows, elsewhere }) => ({
    isValue: listOf((row): row is Property => isObject(row) && isText(row['key']) && isText(row['value'])),
    expects: 'A list of names and texts is expected.',
    problems: (rows) => {
      const keys = rows.map(({ key }) => key);
      const reserved = keys.find((key) => Object.hasOwn(elsewhere, key));
      const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
      return [
        keys.some((key) => key.trim() === '') && 'Every property needs a name.',
        keys.length > maxRows && `At most ${maxRows} properties.`,
        // `__proto__` is special in JavaScript: JSON readers drop it.
        keys.includes('__proto__') && 'The name __proto__ would be lost.',
        reserved !== undefined && `The name ${reserved} has a field of its own. Write the text there.`,
        repeated !== undefined && `The name ${repeated} is used twice.`,
      ];
    },
    decode: (wire) => {
      if (!isObject(wire)) return refuse('An object of names and texts is expected.');
      return Object.entries(wire).map(([key, value]) => ({
        key,
        value: isText(value) ? value : refuse('Property values are text.'),
      }));
    },
    encode: (rows) => Object.fromEntries(rows.map(({ key, value }) => [key, value])),
  }),
  products: () => ({
    isValue: listOf(
      (row): row is ProductSelection => isObject(row) && isText(row['type']) && listOf(isNumber)(row['ids']),
    ),
    expects: 'A list of products is expected.',
    problems: (rows) => [
      ...rows.flatMap(({ ids }) => idsProblems(ids)),
      rows.some(({ type, ids }) => type === 'CATEGORY' && ids.length > 1000) &&
        'The API takes at most 1,000 categories.',
    ],
    decode: (wire) =>
      decodeRows(
        wire,
        ({ productType: type, productIds: ids }) => (isText(type) && listOf(isInteger)(ids) ? { type, ids } : null),
        'A list of products is expected.',
      ),
    encode: (rows) =>
      rows.filter(({ ids }) => ids.length > 0).map(({ type, ids }) => ({ productType: type, productIds: [...ids] })),
  }),
  places: () => ({
    isValue: listOf((row): row is Place => isObject(row) && isText(row['type']) && isNumber(row['id'])),
    expects: 'A list of places is expected.',
    problems: (rows) => [
      ...idsProblems(rows.map(({ id }) => id)),
      rows.some(({ id }) => id > INT32_MAX) && 'This id is too large.',
    ],
    decode: (wire) =>
      decodeRows(
        wire,
        ({ redemptionOrgEntityType: type, orgEntityId: id }) => (isText(type) && isInteger(id) ? { type, id } : null),
        'A list of places is expected.',
      ),
    encode: (rows) => rows.map(({ type, id }) => ({ redemptionOrgEntityType: type, orgEntityId: id })),
  }),
  raw: () => ({
    isValue: (value): value is Json => value !== undefined,
    expects: 'A value is expected.',
    decode: (wire) => wire,
    encode: (value) => value,
  }),
};

function codecOf<K extends Kind>(kind: K, zone: string): Codec<ValueOf<K>> {
  // The compiler does not see that the entry for the type of K takes a K.
  return (CODECS[kind.type] as unknown as (kind: K, zone: string) => Codec<ValueOf<K>>)(kind, zone);
}

function check<T>(codec: Codec<T>, value: unknown): T {
  if (!codec.isValue(value)) return refuse(codec.expects);
  const problems = codec.problems?.(value).filter((problem) => problem !== false) ?? [];
  return problems.length === 0 ? value : refuse([...new Set(problems)].join(' '));
}

/** The result, or what `onProblem` makes of the message of an `Invalid`. */
function attempt<R, P>(compute: () => R, onProblem: (problem: string) => P): R | P {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Invalid) return onProblem(error.message);
    throw error;
  }
}

export type Read<T> = { readonly value: T } | { readonly unresolved: Unresolved; readonly problem: string };

/** Decodes a wire value (`undefined`: the key is absent) in the cluster's zone. Never throws. */
export function readValue<K extends Kind>(kind: K, wire: Json | undefined, zone: string): Read<ValueOf<K>> {
  if (wire === undefined || (wire === null && kind.type !== 'raw'))
    return kind.type === 'products' || kind.type === 'places'
      ? { unresolved: { unresolved: 'notReturned' }, problem: 'The API did not return this field.' }
      : { value: emptyValue(kind) };
  const codec = codecOf(kind, zone);
  return attempt(
    () => ({ value: check(codec, codec.decode(wire)) }),
    (problem) => ({ unresolved: { unresolved: 'unreadable', raw: wire }, problem }),
  );
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
  const codec = codecOf(kind, zone);
  return attempt(
    () => ({ wire: codec.encode(check(codec, value)) }),
    (problem) => ({ problem }),
  );
}

/** The problem of an ambiguous separator (with both readings, so that the user can choose) or of a wrong unit. */
function ambiguityOf(kind: Kind, text: string): string | null {
  if (kind.type !== 'number' && kind.type !== 'limit') return null;
  const reading = readNumber(text, { whole: kind.integer, printed: false });
  if (reading === null || 'value' in reading) return null;
  if ('unit' in reading)
    return `has the unit “${reading.unit}”, which this field does not take. Write the number alone`;
  const or = (format: (value: number) => string) => reading.either.map(format).join(' or ');
  return `can mean ${or(printNumber)}; write ${or(plainNumber)}`;
}

/** The rest of the text after the ids that were parsed. */
function afterIds(text: string): string {
  const rest = text.replace(/^(\d+, )+/u, '');
  return rest.length > 60 ? `${rest.slice(0, 60)}…` : rest;
}
