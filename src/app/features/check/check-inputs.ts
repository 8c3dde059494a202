import type { Place } from '#catalogue/model/kinds.ts';
import type { IssuanceAttempt } from '#domain/issuance/issuance-attempt.ts';
import type { Attempt } from '#domain/redemption/attempt.ts';
import type { CustomerFacts } from '#domain/issuance/customer-facts.ts';
import type { CouponFacts } from '#domain/redemption/coupon-facts.ts';
import type { Product } from '#domain/targets/product-coverage.ts';
import { readNumber } from '#values/number-text.ts';
import { dayOf, type Day, endOfDay, instantOf, startOfDay, wallClock } from '#values/zone.ts';

/** What a person can enter, and the names in the URL. None identifies a customer or a coupon. */
export const INPUTS = [
  'kind',
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
  'holds',
  'had',
  'lastIssue',
  'holdsExcluded',
  'issuedInSeries',
] as const;
export type InputKey = (typeof INPUTS)[number];

/** What is checked: issuing a coupon, or else redeeming one. */
export const ISSUANCE = 'issuance';

/** The text of each input; empty: unknown. */
export type Inputs = Readonly<Record<InputKey, string>>;

const MAX_LENGTH = 40;

const HOLDERS = ['customer', 'other', 'none'] as const;
const ANSWERS = ['yes', 'no'] as const;
/** The texts that an input of choices can have. */
const CHOICES: Readonly<Partial<Record<InputKey, readonly string[]>>> = {
  kind: [ISSUANCE],
  issuedTo: HOLDERS,
  holds: ANSWERS,
  holdsExcluded: ANSWERS,
};

type Search = Readonly<Record<string, unknown>>;

/** The text of an input in a URL; null if it is no text for this input. */
function textIn(search: Search, key: InputKey): string | null {
  const value = search[key] ?? '';
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  if (text === '') return '';
  return text.length <= MAX_LENGTH && (CHOICES[key]?.includes(text) ?? true) ? text : null;
}

/** Reads the inputs of a URL. `ignoredIn` names what it cannot read. */
export const readInputs = (search: Search): Inputs =>
  Object.fromEntries(INPUTS.map((key) => [key, textIn(search, key) ?? ''])) as Inputs; // has every key

/** The names in a URL that are no input, or whose text is none. */
export const ignoredIn = (search: Search): readonly string[] =>
  Object.keys(search).filter((name) => {
    const key = INPUTS.find((each) => each === name);
    return key === undefined || textIn(search, key) === null;
  });

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

const answerText = (isTrue: boolean | undefined) => (isTrue === undefined ? '' : isTrue ? 'yes' : 'no');

/** The inputs of issuing for the facts of a customer. Those that are not known are emptied: they are about another one. */
export const lookedUpIssuance = (facts: CustomerFacts, zone: string): Partial<Inputs> => ({
  holds: answerText(facts.holds),
  holdsExcluded: answerText(facts.holdsExcluded),
  had: String(facts.had ?? ''),
  lastIssue: facts.lastIssue === undefined ? '' : wallClock(facts.lastIssue, zone).format('YYYY-MM-DDTHH:mm'),
});

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

/** Why an input counts as unknown. */
export type InputErrors = Readonly<Partial<Record<InputKey, string>>>;

interface Read<T> {
  readonly attempt: T;
  readonly errors: InputErrors;
}

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

/** Reads the inputs one by one. Those that cannot be read count as unknown, with an error. */
function readerOf(inputs: Inputs, { now, zone }: Clocks) {
  const errors: Partial<Record<InputKey, string>> = {};
  const read = <T>(key: InputKey, value: T | null, message: string): T | undefined => {
    if (inputs[key].trim() === '') return undefined;
    if (value === null) errors[key] = message;
    return value ?? undefined;
  };
  const moment = (key: InputKey) => read(key, momentIn(inputs[key], zone), 'Enter a date and a time.');
  const attempted = moment('moment') ?? now;
  return {
    errors,
    attempted,
    moment: (key: InputKey) => {
      const value = moment(key);
      if (value === undefined || value <= attempted) return value;
      errors[key] = 'This is after the attempt.';
      return undefined;
    },
    day: (key: InputKey) => read(key, dayIn(inputs[key]), 'Enter a date.'),
    count: (key: InputKey) => read(key, numberIn(inputs[key], true), 'Enter a whole number.'),
    amount: (key: InputKey) => read(key, numberIn(inputs[key], false), 'Enter an amount.'),
    place: (key: InputKey) => read(key, placeIn(inputs[key]), 'Choose a store or a till.'),
    product: (key: InputKey) => read(key, productIn(inputs[key]), 'Choose a product, a category or a brand.'),
    answer: (key: InputKey) => (inputs[key] === 'yes' ? true : inputs[key] === 'no' ? false : undefined),
  };
}

/** Leaves out what is unknown. */
type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const known = <T extends object>(facts: T): Known<T> =>
  // `undefined` is what is left out.
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>;

const at = (moment: number | undefined) => (moment === undefined ? undefined : ([moment, moment] as const));

/** The attempt to redeem a coupon that was entered. */
export function attemptOf(inputs: Inputs, clocks: Clocks): Read<Attempt> {
  const { zone, clusterZone } = clocks;
  const read = readerOf(inputs, clocks);
  const { errors, attempted } = read;
  const issued = read.day('issued');
  if (issued !== undefined && issued > dayOf(attempted, clusterZone)) errors.issued = 'This is after the attempt.';
  const registered = read.day('registered');
  const issuedTo = HOLDERS.find((holder) => holder === inputs.issuedTo);
  const attempt = {
    moment: attempted,
    ...known({
      issued: errors.issued === undefined ? issued : undefined,
      lastUse: at(read.moment('lastUse')),
      registered:
        registered === undefined ? undefined : ([startOfDay(registered, zone), endOfDay(registered, zone)] as const),
      codeUses: read.count('codeUses'),
      codeUsesByCustomer: read.count('codeUsesByCustomer'),
      customerUses: read.count('customerUses'),
      seriesUses: read.count('seriesUses'),
      transactions: read.count('transactions'),
      bill: read.amount('bill'),
      place: read.place('place'),
      product: read.product('product'),
      codeEnd: read.day('codeEnd'),
      issuedTo,
    }),
  };
  return { attempt, errors };
}

/** The attempt to issue a coupon that was entered. */
export function issuanceAttemptOf(inputs: Inputs, clocks: Clocks): Read<IssuanceAttempt> {
  const read = readerOf(inputs, clocks);
  const attempt = {
    moment: read.attempted,
    ...known({
      place: read.place('place'),
      holds: read.answer('holds'),
      had: read.count('had'),
      lastIssue: at(read.moment('lastIssue')),
      holdsExcluded: read.answer('holdsExcluded'),
      issuedInSeries: read.count('issuedInSeries'),
    }),
  };
  return { attempt, errors: read.errors };
}
