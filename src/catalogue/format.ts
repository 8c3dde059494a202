import type { Gates } from './gates.ts';
import { AXES } from './range.ts';
import { isOdd, type Held, type Kind, type RedemptionRange, type Unit, type ValueByType } from './kinds.ts';
import { parseDateTime, wallClock } from './zone.ts';

/** What printing a value depends on besides the value. */
export interface Print {
  readonly currency: string;
  /** IANA zone in which moments are printed. */
  readonly zone: string;
  readonly gates: Pick<Gates, 'discountType' | 'expiryStrategyType'>;
}

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 10 });
const moneyFormats = new Map<string, Intl.NumberFormat>();

export function formatNumber(value: number): string {
  return number.format(value);
}

export function formatMoney(value: number, currency: string): string {
  let format = moneyFormats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: 0,
      maximumFractionDigits: 10,
    });
    moneyFormats.set(currency, format);
  }
  return format.format(value);
}

export function currencySymbol(currency: string): string {
  return formatMoney(0, currency).replace('0', '').trim();
}

/** The word behind a number in an input; `count` chooses singular or plural. */
export function unitText(unit: Unit, print: Print, count: number | null): string {
  const plural = count === 1 ? '' : 's';
  switch (unit) {
    case 'money':
      return currencySymbol(print.currency);
    case 'discount':
      return print.gates.discountType === 'PERC' ? '%' : currencySymbol(print.currency);
    case 'expiry':
      if (print.gates.expiryStrategyType === 'MONTHS_END') return `month end${plural} after issue`;
      if (print.gates.expiryStrategyType === 'MONTHS') return `month${plural} after issue`;
      return `day${plural} after issue`;
    case 'plain':
    case 'id':
      return '';
    default:
      return unit.slice(0, -1) + plural;
  }
}

function formatAmount(value: number, unit: Unit, print: Print): string {
  // A number that names something is no amount.
  if (unit === 'id') return String(value);
  if (unit === 'money' || (unit === 'discount' && print.gates.discountType !== 'PERC'))
    return formatMoney(value, print.currency);
  if (unit === 'discount') return `${formatNumber(value)} %`;
  const word = unitText(unit, print, value);
  return word ? `${formatNumber(value)} ${word}` : formatNumber(value);
}

/** `Sun 29 Nov 2026` */
export function formatDay(day: string): string {
  return wallClock(Date.parse(day), 'UTC').format('ddd D MMM YYYY');
}

/** `Sun 29 Nov 2026 23:59:59 IST` */
export function formatInstant(instant: number, zone: string): string {
  return `${wallClock(instant, zone).format('ddd D MMM YYYY HH:mm:ss')} ${zoneName(instant, zone)}`;
}

const zoneNameFormats = new Map<string, readonly Intl.DateTimeFormat[]>();

/** A short name such as IST where any English-speaking country uses one, else GMT+5:30. */
export function zoneName(instant: number, zone: string): string {
  let formats = zoneNameFormats.get(zone);
  if (!formats) {
    formats = ['en-IN', 'en-US', 'en-GB', 'en-AU', 'en-NZ'].map(
      (locale) => new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }),
    );
    zoneNameFormats.set(zone, formats);
  }
  const names = formats.map(
    (format) => format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? zone,
  );
  return names.find((name) => !/\d/.test(name)) ?? names[0] ?? zone;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const twoDigits = (n: number) => String(n).padStart(2, '0');

/** `1–5, 8` → runs of consecutive numbers. */
function runs(numbers: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const n of numbers) {
    const last = found.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else found.push([n, n]);
  }
  return found;
}

function axisText(numbers: readonly number[], word: (n: number) => string, until = word): string {
  return runs(numbers)
    .map(([from, to]) => (from === to && until === word ? word(from) : `${word(from)}–${until(to)}`))
    .join(', ');
}

/** `Mon–Fri 10:00–21:59, on days 1–15 of the month`; "Any day, any hour" where nothing is restricted. */
export function formatRange(range: RedemptionRange): string {
  const all = (axis: keyof typeof AXES) =>
    range[axis].length === 0 || range[axis].length > AXES[axis].max - AXES[axis].min;
  if (all('dom') && all('dow') && all('hours')) return 'Any day, any hour';
  const days = all('dow') ? 'Every day' : axisText(range.dow, (n) => WEEKDAYS[n - 1] ?? String(n));
  const hours = all('hours')
    ? ', all day'
    : ` ${axisText(
        range.hours,
        (n) => `${twoDigits(n)}:00`,
        (n) => `${twoDigits(n)}:59`,
      )}`;
  const dates = all('dom')
    ? ''
    : `, on ${range.dom.length === 1 ? 'day' : 'days'} ${axisText(range.dom, String)} of the month`;
  return days + hours + dates;
}

const PRODUCT_WORDS: Readonly<Record<string, string>> = {
  SKU: 'SKU',
  CATEGORY: 'category',
  BRAND: 'brand',
  ATTRIBUTE: 'attribute',
};
const PLACE_WORDS: Readonly<Record<string, string>> = {
  CONCEPT: 'concept',
  ZONE: 'zone',
  STORE: 'store',
  TILL: 'till',
};

function counted(count: number, word: string): string {
  const plural = word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
  return `${formatNumber(count)} ${count === 1 ? word : plural}`;
}

export function formatProducts(products: ValueByType['products']): string {
  if (products.every((row) => row.ids.length === 0)) return 'All products';
  return products.map((row) => counted(row.ids.length, PRODUCT_WORDS[row.type] ?? row.type)).join(', ');
}

export function formatPlaces(places: ValueByType['places']): string {
  if (places.length === 0) return 'Every store';
  const types = [...new Set(places.map((place) => place.type))];
  return types
    .map((type) => counted(places.filter((place) => place.type === type).length, PLACE_WORDS[type] ?? type))
    .join(', ');
}

/** Any value of a kind in words, sentinels as their meaning, never as their number. */
export function formatValue(kind: Kind, held: Held<unknown>, print: Print): string {
  if (isOdd(held)) {
    if (held.odd === 'unreadable') return `Could not be read: ${JSON.stringify(held.raw)}`;
    return held.odd === 'notReturned' ? 'Not returned by the API' : held.text;
  }
  // The catalogue pairs each kind with values of its own type.
  const value = held as never;
  switch (kind.type) {
    case 'text':
      return value === '' ? 'Empty' : value;
    case 'flag':
      return value ? kind.on : kind.off;
    case 'choice':
      return value === '' ? 'Not set' : (kind.options[value] ?? `${String(value)} (unknown)`);
    case 'number':
      return value === null ? 'Not set' : formatAmount(value, kind.unit, print);
    case 'limit':
      return value === null ? kind.noneLabel : formatAmount(value, kind.unit, print);
    case 'day':
      return value === null ? kind.noneLabel : formatDay(value);
    case 'instant':
      return value === null ? 'Not set' : formatInstant(parseDateTime(value) ?? 0, print.zone);
    case 'epoch':
      return value === null ? kind.noneLabel : formatInstant(value, print.zone);
    case 'ids':
      return (value as readonly number[]).length === 0 ? kind.noneLabel : (value as readonly number[]).join(', ');
    case 'range':
      return formatRange(value);
    case 'properties': {
      const rows = value as ValueByType['properties'];
      return rows.length === 0 ? 'None' : rows.map((row) => `${row.key}: ${row.value || '(empty)'}`).join('; ');
    }
    case 'products':
      return formatProducts(value);
    case 'places':
      return formatPlaces(value);
    case 'raw':
      return value === null ? 'None' : JSON.stringify(value);
  }
}
