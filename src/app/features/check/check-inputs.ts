import type { Place } from '#catalogue/model/kinds.ts';
import type { Attempt } from '#domain/redemption/attempt.ts';
import type { CouponFacts } from '#domain/redemption/coupon-facts.ts';
import type { Product } from '#domain/targets/product-coverage.ts';
import { readNumber } from '#values/number-text.ts';
import { dayOf, type Day, endOfDay, instantOf, startOfDay, wallClock } from '#values/zone.ts';

/** What a person can enter, and the names in the URL. None identifies a customer or a coupon. */
export const INPUTS = [
  'error',
  'place',
  'bill',
  'product',
  'issued',
  'issuedTo',
  'codeUses',
  'codeUsesByCustomer',
  'customerUses',
  'seriesUses',
  'lastUse',
  'registered',
  'transactions',
  'moment',
  'codeEnd',
] as const;
export type InputKey = (typeof INPUTS)[number];

/** The text of each input; empty: unknown. */
export type Inputs = Readonly<Record<InputKey, string>>;

const MAX_LENGTH = 40;

/** Reads the inputs of a URL. Anything else in it is ignored. */
export function readInputs(search: Readonly<Record<string, unknown>>): Inputs {
  const textOf = (key: InputKey) => {
    const value = search[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, MAX_LENGTH) : '';
  };
  return Object.fromEntries(INPUTS.map((key) => [key, textOf(key)])) as Inputs; // has every key
}

/** The inputs that a look-up of a coupon fills. */
const LOOKED_UP = [
  'issuedTo',
  'issued',
  'codeEnd',
  'codeUses',
  'codeUsesByCustomer',
  'customerUses',
  'lastUse',
] as const;

/** The inputs for the facts of a look-up. Those that it does not give are emptied: they are about another coupon. */
export function lookedUpInputs(facts: CouponFacts, zone: string): Partial<Inputs> {
  const lastUse = facts.lastUse === undefined ? '' : wallClock(facts.lastUse, zone).format('YYYY-MM-DDTHH:mm');
  return Object.fromEntries(LOOKED_UP.map((key) => [key, key === 'lastUse' ? lastUse : String(facts[key] ?? '')]));
}

const isNumber = (text: string) => String(Number(text)) === text && Number.isFinite(Number(text));

/** The inputs for a URL: without empty ones, and numbers without quotes. */
export function searchOf(inputs: Partial<Inputs>): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    INPUTS.flatMap((key) => {
      const text = inputs[key] ?? '';
      return text === '' ? [] : [[key, isNumber(text) ? Number(text) : text]];
    }),
  );
}

interface Clocks {
  readonly now: number;
  /** The zone of the inputs of moments. */
  readonly zone: string;
  readonly clusterZone: string;
}

export interface ReadAttempt {
  readonly attempt: Attempt;
  /** Why an input counts as unknown. */
  readonly errors: Readonly<Partial<Record<InputKey, string>>>;
}

const COUNTS = ['codeUses', 'codeUsesByCustomer', 'customerUses', 'seriesUses', 'transactions'] as const;
const DAY = /^[12]\d{3}-\d\d-\d\d$/;
const MOMENT = /^([12]\d{3}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?$/;

const dayIn = (text: string): Day | null => (DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : null);

function momentIn(text: string, zone: string): number | null {
  const [, day = '', time = ''] = MOMENT.exec(text) ?? [];
  return dayIn(day) !== null && !Number.isNaN(Date.parse(`${day}T${time}Z`))
    ? instantOf(day, zone, `${time}:00.000`)
    : null;
}

const refIn = (text: string, types: RegExp): Place | null => {
  const [, type = '', id] = /^([A-Z]+):([1-9]\d{0,9})$/.exec(text) ?? [];
  return types.test(type) && Number(id) < 2 ** 31 ? { type, id: Number(id) } : null;
};
export const placeIn = (text: string): Place | null => refIn(text, /^(STORE|TILL)$/);
export const productIn = (text: string): Product | null => refIn(text, /^(SKU|CATEGORY|BRAND|ATTRIBUTE)$/);

const numberIn = (text: string, whole: boolean): number | null => {
  const reading = readNumber(text, { whole, printed: false });
  const value = reading !== null && 'value' in reading ? reading.value : -1;
  return value >= 0 && (!whole || Number.isInteger(value)) ? value : null;
};

/** The attempt that was entered. An input that cannot be read counts as unknown. */
export function attemptOf(inputs: Inputs, { now, zone, clusterZone }: Clocks): ReadAttempt {
  const errors: Partial<Record<InputKey, string>> = {};
  const read = <T>(key: InputKey, value: T | null, message: string): T | undefined => {
    if (inputs[key].trim() === '') return undefined;
    if (value === null) errors[key] = message;
    return value ?? undefined;
  };
  const moment = read('moment', momentIn(inputs.moment, zone), 'Enter a date and a time.') ?? now;
  const today = dayOf(moment, clusterZone);
  const issued = read('issued', dayIn(inputs.issued), 'Enter a date.');
  const lastUse = read('lastUse', momentIn(inputs.lastUse, zone), 'Enter a date and a time.');
  const registered = read('registered', dayIn(inputs.registered), 'Enter a date.');
  if (issued !== undefined && issued > today) errors.issued = 'This is after the attempt.';
  if (lastUse !== undefined && lastUse > moment) errors.lastUse = 'This is after the attempt.';
  const counts = COUNTS.flatMap((key) => {
    const count = read(key, numberIn(inputs[key], true), 'Enter a whole number.');
    return count === undefined ? [] : [[key, count] as const];
  });
  const bill = read('bill', numberIn(inputs.bill, false), 'Enter an amount.');
  const place = read('place', placeIn(inputs.place), 'Choose a store or a till.');
  const product = read('product', productIn(inputs.product), 'Choose a product, a category or a brand.');
  const codeEnd = read('codeEnd', dayIn(inputs.codeEnd), 'Enter a date.');
  const { issuedTo } = inputs;
  return {
    attempt: {
      moment,
      ...Object.fromEntries(counts),
      ...(issued !== undefined && errors.issued === undefined && { issued }),
      ...(lastUse !== undefined && errors.lastUse === undefined && { lastUse: [lastUse, lastUse] as const }),
      ...(registered !== undefined && {
        registered: [startOfDay(registered, zone), endOfDay(registered, zone)] as const,
      }),
      ...(bill !== undefined && { bill }),
      ...(place !== undefined && { place }),
      ...(product !== undefined && { product }),
      ...(codeEnd !== undefined && { codeEnd }),
      ...((issuedTo === 'customer' || issuedTo === 'other' || issuedTo === 'none') && { issuedTo }),
    },
    errors,
  };
}
