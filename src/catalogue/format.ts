import type { Gates } from './model/gates.ts';
import {
  isUnresolved,
  type FieldValue,
  type Kind,
  type RedemptionRange,
  type Unit,
  type ValueByType,
} from './model/kinds.ts';
import { parseDateTime } from '#values/zone.ts';
import { formatNumber, formatMoney } from '#values/number-format.ts';
import { formatDay, formatInstant } from '#values/date-format.ts';
import { currencySymbol } from '#values/number-format.ts';

/** The context that a printed value depends on. */
export interface Print {
  readonly currency: string;
  /** IANA zone in which moments are printed. */
  readonly zone: string;
  readonly gates: Pick<Gates, 'discountType' | 'expiryStrategyType'>;
}

/** The unit after a number in an input. `count` decides between singular and plural; null is plural. */
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
  // An id is a name, not an amount: no thousands separators.
  if (unit === 'id') return String(value);
  if (unit === 'money' || (unit === 'discount' && print.gates.discountType !== 'PERC'))
    return formatMoney(value, print.currency);
  if (unit === 'discount') return `${formatNumber(value)} %`;
  const word = unitText(unit, print, value);
  return word ? `${formatNumber(value)} ${word}` : formatNumber(value);
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const twoDigits = (n: number) => String(n).padStart(2, '0');

/** Groups ascending numbers into runs of consecutive ones: `[1, 2, 3, 8]` → `[[1, 3], [8, 8]]`. */
function runs(numbers: readonly number[]): [number, number][] {
  const result: [number, number][] = [];
  for (const n of numbers) {
    const last = result.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else result.push([n, n]);
  }
  return result;
}

function axisText(numbers: readonly number[], word: (n: number) => string, until = word): string {
  return runs(numbers)
    .map(([from, to]) => (from === to && until === word ? word(from) : `${word(from)}–${until(to)}`))
    .join(', ');
}

/** `Mon–Fri 10:00–21:59, on days 1–15 of the month`, or "Any day, any hour". All seven weekdays are not "any". */
export function formatRange(range: RedemptionRange): string {
  const all = (axis: keyof RedemptionRange) => range[axis].length === 0;
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

const ENTRY_WORDS: Readonly<Record<string, string>> = {
  SKU: 'SKU',
  CATEGORY: 'category',
  BRAND: 'brand',
  ATTRIBUTE: 'attribute',
  CONCEPT: 'concept',
  ZONE: 'zone',
  STORE: 'store',
  TILL: 'till',
  SERIES: 'series',
};

/** What an entry of this type is called. An unknown type is shown as it is. */
export const entryWord = (type: string) => ENTRY_WORDS[type] ?? type;

function pluralOf(word: string): string {
  if (word.endsWith('s')) return word;
  return word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** How many entries of a type: `14 stores`. A type with a choice, such as "STORE or TILL", is called by each of its types. */
export function countEntries(count: number, type: string): string {
  const words = type.split(' or ').map((each) => (count === 1 ? entryWord(each) : pluralOf(entryWord(each))));
  return `${formatNumber(count)} ${words.join(' or ')}`;
}

export function formatProducts(products: ValueByType['products']): string {
  if (products.every((row) => row.ids.length === 0)) return 'All products';
  return products.map((row) => countEntries(row.ids.length, row.type)).join(', ');
}

export function formatPlaces(places: ValueByType['places']): string {
  if (places.length === 0) return 'Every store';
  const types = [...new Set(places.map((place) => place.type))];
  return types.map((type) => countEntries(places.filter((place) => place.type === type).length, type)).join(', ');
}

/** A value of a kind in words. A sentinel is printed as its meaning, never as its number. */
export function formatValue(kind: Kind, fieldValue: FieldValue<unknown>, print: Print): string {
  if (isUnresolved(fieldValue)) {
    if (fieldValue.unresolved === 'unreadable') return `Could not be read: ${JSON.stringify(fieldValue.raw)}`;
    return fieldValue.unresolved === 'notReturned' ? 'Not returned by the API' : fieldValue.text;
  }
  // The catalogue pairs each kind with values of its type, which the compiler cannot follow.
  const value = fieldValue as never;
  switch (kind.type) {
    case 'text':
      return value === '' ? 'Empty' : value;
    case 'flag':
      return value ? kind.on : kind.off;
    case 'choice':
      if (value === '') return 'Not set';
      return (Object.hasOwn(kind.options, value) && kind.options[value]) || `${String(value)} (unknown)`;
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
