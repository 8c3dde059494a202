import { currencySymbol } from './format.ts';

const SPACE = /[\s'’_]/u;
const SPACES = /[\s'’_]/gu;
/** Digits in groups, also the Indian 1,00,000. */
const GROUPED = /^[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}$/u;

/** All digits of a number, without an exponent and without separators. */
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

/** With thousands separators and every digit: `12,500.25`. */
export function printNumber(value: number): string {
  const [whole = '', fraction] = plainNumber(value).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A number with what may stand before and behind it. The point of `Rs.` belongs to the unit. */
const WITH_UNITS = /^(-?)\s*(\p{L}*\p{Sc}|\p{L}+\.?)?\s*(-?)\s*([.,]?\d[\d.,\s'’_]*?)\s*([%/\p{L}\p{Sc}][^\d]*)?$/u;

/** Whether a written unit is the one that `unit` shows; null where it is no unit. */
function isOwnUnit(written: string, unit: string, currency: string): boolean | null {
  const word = written.toLowerCase().replace(/\.$/u, '');
  const symbol = currency && currencySymbol(currency);
  const isRupee = /^(rs|rupees?|\/[-=])$/u.test(word);
  if ([currency, symbol].some((own) => own.toLowerCase() === word) || (isRupee && currency === 'INR'))
    return unit === symbol;
  if (/^(%|pct|per ?cent)$/u.test(word)) return unit === '%';
  const [counted] = /^\p{L}{3,}/u.exec(word) ?? [];
  if (counted !== undefined && unit.startsWith(counted.replace(/s$/u, ''))) return true;
  return counted !== undefined || isRupee || /\p{Sc}$/u.test(word) ? false : null;
}

/**
 * A number and, where the text could be read in another way or looks like another number, the number without separators, to be
 * said. `either`: what the text can mean, of which nobody but its writer can choose. `unit`: one that contradicts the place's own.
 */
export type NumberReading =
  | { readonly value: number; readonly said: string | null }
  | { readonly either: readonly [decimal: number, thousands: number] }
  /** A number of something else than the place holds. */
  | { readonly number: number; readonly unit: string };

export interface NumberPlace {
  /** Only whole numbers can be meant. */
  readonly whole: boolean;
  /** It is what `printNumber` wrote, with digits added or taken away since: its commas are no decimal ones. */
  readonly printed: boolean;
  /** The unit that stands beside the number, and the currency of all money. Without them no unit is welcome. */
  readonly unit?: string;
  readonly currency?: string;
}

/**
 * Reads what people type and paste: `1,200`, `1 200`, `1.200,50`, `12,5`, `₹1,00,000`, `Rs. 250/-`, `15 %`, `30 days`. A single
 * comma before exactly three digits separates thousands, else it is a decimal comma. A single point before exactly three digits
 * separates thousands of a whole number, and is not read where there can be decimals. Null where it is not a number.
 */
export function readNumber(text: string, { unit = '', currency = '', ...place }: NumberPlace): NumberReading | null {
  const match = WITH_UNITS.exec(text.normalize('NFKC').trim().replace(/^[−–]/u, '-'));
  if (!match) return null;
  const [, sign = '', before, signBehind = '', digits = '', behind] = match;
  if (sign !== '' && signBehind !== '') return null;
  const written = [before, behind].flatMap((each) => each?.trim() || []);
  const own = written.map((each) => isOwnUnit(each, unit, currency));
  const reading = readDigits(sign + signBehind === '-' ? -1 : 1, digits, place);
  if (own.includes(null)) return null;
  const foreign = written[own.indexOf(false)];
  return foreign === undefined || reading === null || !('value' in reading)
    ? reading
    : { number: reading.value, unit: foreign };
}

function readDigits(sign: 1 | -1, rest: string, { whole, printed }: NumberPlace): NumberReading | null {
  // Adding 0 makes 0 of -0.
  const signed = (plain: string | null) => sign * Number(plain ?? Number.NaN) + 0;
  const reading = (plain: string | null, doubtful: boolean) => {
    const value = signed(plain);
    return Number.isFinite(value) ? { value, said: doubtful ? plainNumber(value) : null } : null;
  };

  if (printed) {
    const [grouped = ''] = rest.split('.');
    return reading(toPlain(rest.replaceAll(',', '')), grouped.includes(',') && !GROUPED.test(grouped));
  }
  const lone = /^[\d]*([.,])\d*$/u.exec(rest)?.[1];
  if (lone !== '.' || !GROUPED.test(rest.replace('.', ','))) return reading(toPlain(rest), lone === ',');
  const thousands = rest.replace('.', '');
  return whole ? reading(thousands, true) : { either: [signed(rest), signed(thousands)] };
}

function toPlain(text: string): string | null {
  const spaced = SPACE.test(text);
  const marks = text.match(/[.,]/gu) ?? [];
  const last = marks.at(-1);
  const mixed = new Set(marks).size === 2;

  // The decimal mark is the last of two different ones, or the only one that is not between thousands.
  let decimal: string | undefined;
  if (spaced || mixed) decimal = last;
  else if (marks.length === 1 && (last === '.' || !GROUPED.test(text))) decimal = last;
  if (decimal !== undefined && marks.filter((mark) => mark === decimal).length > 1) return null;

  const [whole = '', fraction = ''] = decimal === undefined ? [text] : text.split(decimal);
  const groups = whole.replace(SPACES, ',').replaceAll('.', ',');
  if (!/^\d*$/u.test(fraction) || (groups.includes(',') && !GROUPED.test(groups))) return null;
  return `${groups.replaceAll(',', '') || '0'}.${fraction || '0'}`;
}
