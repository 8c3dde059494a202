import { currencySymbol } from './number-format.ts';

const SPACE = /[\s'’_]/u;
const SPACES = /[\s'’_]/gu;
/** Digits with thousands separators, also the Indian 1,00,000. */
const GROUPED = /^[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}$/u;

/** Prints all digits of a number, without exponent and separators. */
export function plainNumber(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Prints all digits with thousands separators: `12,500.25`. */
export function printNumber(value: number): string {
  const [whole = '', fraction] = plainNumber(value).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A number with an optional unit before and after it. The point in `Rs.` belongs to the unit. */
const WITH_UNITS = /^(-?)\s*(\p{L}*\p{Sc}|\p{L}+\.?)?\s*(-?)\s*([.,]?\d[\d.,\s'’_]*?)\s*([%/\p{L}\p{Sc}][^\d]*)?$/u;

/** Whether a typed unit means the field's `unit`; null if it is not a unit. */
function matchesUnit(typedUnit: string, unit: string, currency: string): boolean | null {
  const word = typedUnit.toLowerCase().replace(/\.$/u, '');
  const symbol = currency && currencySymbol(currency);
  const isRupee = /^(rs|rupees?|\/[-=])$/u.test(word);
  if ([currency, symbol].some((name) => name.toLowerCase() === word) || (isRupee && currency === 'INR'))
    return unit === symbol;
  if (/^(%|pct|per ?cent)$/u.test(word)) return unit === '%';
  const [counted] = /^\p{L}{3,}/u.exec(word) ?? [];
  if (counted !== undefined && unit.startsWith(counted.replace(/s$/u, ''))) return true;
  return counted !== undefined || isRupee || /\p{Sc}$/u.test(word) ? false : null;
}

/**
 * `readAs` repeats the number without separators if the text is ambiguous or looks like another number. `either`
 * contains both meanings of an ambiguous separator, because only the user can choose. `unit` contradicts the unit of
 * the field.
 */
export type NumberReading =
  | { readonly value: number; readonly readAs: string | null }
  | { readonly either: readonly [decimal: number, thousands: number] }
  /** The text has a unit that is not the field's. */
  | { readonly number: number; readonly unit: string };

export interface NumberPlace {
  /** The field accepts whole numbers only. */
  readonly whole: boolean;
  /** The text comes from `printNumber`; only digits were typed or deleted since. Its commas separate thousands. */
  readonly printed: boolean;
  /** The field's unit and the ISO currency code. Without them, every typed unit is refused. */
  readonly unit?: string;
  readonly currency?: string;
}

/**
 * Parses typed and pasted numbers: `1,200`, `1 200`, `1.200,50`, `12,5`, `₹1,00,000`, `Rs. 250/-`, `15 %`, `30 days`.
 * A single comma before exactly three digits separates thousands, else it is a decimal comma. A single point before
 * exactly three digits separates thousands in a whole-number field, and is ambiguous in any other. Null if the text is
 * not a number.
 */
export function readNumber(text: string, { unit = '', currency = '', ...place }: NumberPlace): NumberReading | null {
  const match = WITH_UNITS.exec(text.normalize('NFKC').trim().replace(/^[−–]/u, '-'));
  if (!match) return null;
  const [, sign = '', before, signAfter = '', digits = '', after] = match;
  if (sign !== '' && signAfter !== '') return null;
  const typedUnits = [before, after].flatMap((each) => each?.trim() || []);
  const unitMatches = typedUnits.map((each) => matchesUnit(each, unit, currency));
  const reading = readDigits(sign + signAfter === '-' ? -1 : 1, digits, place);
  if (unitMatches.includes(null)) return null;
  const foreign = typedUnits[unitMatches.indexOf(false)];
  return foreign === undefined || reading === null || !('value' in reading)
    ? reading
    : { number: reading.value, unit: foreign };
}

function readDigits(sign: 1 | -1, rest: string, { whole, printed }: NumberPlace): NumberReading | null {
  // Adding 0 turns -0 into 0.
  const signed = (plain: string | null) => sign * Number(plain ?? Number.NaN) + 0;
  const reading = (plain: string | null, doubtful: boolean) => {
    const value = signed(plain);
    return Number.isFinite(value) ? { value, readAs: doubtful ? plainNumber(value) : null } : null;
  };

  if (printed) {
    const [grouped = ''] = rest.split('.');
    return reading(toPlain(rest.replaceAll(',', '')), grouped.includes(',') && !GROUPED.test(grouped));
  }
  const onlyMark = /^[\d]*([.,])\d*$/u.exec(rest)?.[1];
  if (onlyMark !== '.' || !GROUPED.test(rest.replace('.', ','))) return reading(toPlain(rest), onlyMark === ',');
  const thousands = rest.replace('.', '');
  return whole ? reading(thousands, true) : { either: [signed(rest), signed(thousands)] };
}

function toPlain(text: string): string | null {
  const hasSpaces = SPACE.test(text);
  const separators = text.match(/[.,]/gu) ?? [];
  const last = separators.at(-1);
  const hasBothMarks = new Set(separators).size === 2;

  // The decimal mark is the last of two different separators, or a single mark that does not separate thousands.
  let decimal: string | undefined;
  if (hasSpaces || hasBothMarks) decimal = last;
  else if (separators.length === 1 && (last === '.' || !GROUPED.test(text))) decimal = last;
  if (decimal !== undefined && separators.filter((mark) => mark === decimal).length > 1) return null;

  const [whole = '', fraction = ''] = decimal === undefined ? [text] : text.split(decimal);
  const groups = whole.replace(SPACES, ',').replaceAll('.', ',');
  if (!/^\d*$/u.test(fraction) || (groups.includes(',') && !GROUPED.test(groups))) return null;
  return `${groups.replaceAll(',', '') || '0'}.${fraction || '0'}`;
}
