import { currencySymbol } from './number-format.ts';

const SPACE = /[\s'’_]/u;
const SPACES = /[\s'’_]/gu;
/** Grouped digits, including the Indian 1,00,000. */
const GROUPED = /^[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}$/u;

/** All digits of a number, without exponent and separators. */
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

/** All digits of a number with thousands separators: `12,500.25`. */
export function printNumber(value: number): string {
  const [whole = '', fraction] = plainNumber(value).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A number with an optional unit before and after it. The point of `Rs.` is part of the unit. */
const WITH_UNITS = /^(-?)\s*(\p{L}*\p{Sc}|\p{L}+\.?)?\s*(-?)\s*([.,]?\d[\d.,\s'’_]*?)\s*([%/\p{L}\p{Sc}][^\d]*)?$/u;
const COUNTABLE = /^(minute|hour|day|week|month|year|coupon|redemption|transaction|character)s?\b/u;
const RUPEES = ['INR', 'PKR', 'LKR', 'NPR'];

/** Whether a written unit means the same as `unit`; null if the text is no unit. */
function isOwnUnit(written: string, unit: string, currency: string): boolean | null {
  const word = written.replace(/\.$/u, '').toLowerCase();
  const [, countable] = COUNTABLE.exec(word) ?? [];
  if (countable !== undefined) return unit.startsWith(countable);
  if (/^(%|pct|per ?cent)$/u.test(word)) return unit === '%';
  const symbol = currency && currencySymbol(currency);
  const isRupee = /^(rs|rupees?|\/[-=])$/u.test(word);
  if (word === currency.toLowerCase() || word === symbol.toLowerCase() || (isRupee && RUPEES.includes(currency)))
    return unit === symbol;
  return isRupee || /\p{Sc}$|^[A-Z]{3}$/u.test(written) ? false : null;
}

export type NumberReading =
  /** `readAs`: the number without separators, to show to the user, if the text could mean another number; else null. */
  | { readonly value: number; readonly readAs: string | null }
  /** Ambiguous: only the user can choose between the two numbers. */
  | { readonly either: readonly [decimal: number, thousands: number] }
  /** The written unit contradicts the field's unit. */
  | { readonly number: number; readonly unit: string };

export interface NumberContext {
  /** Only whole numbers are valid. */
  readonly whole: boolean;
  /** `printNumber` wrote the text, and the user edited it: its commas separate thousands. */
  readonly printed: boolean;
  /** The unit shown next to the input, and the currency of all amounts. Without them, no unit is accepted. */
  readonly unit?: string;
  readonly currency?: string;
}

/**
 * Reads typed or pasted numbers: `1,200`, `1 200`, `1.200,50`, `12,5`, `₹1,00,000`, `Rs. 250/-`, `15 %`, `30 days`. A
 * single comma before exactly three digits separates thousands; any other is a decimal comma. A single point before
 * exactly three digits separates thousands of a whole number, and is ambiguous if decimals are allowed. Null if the
 * text is not a number.
 */
export function readNumber(
  text: string,
  { unit = '', currency = '', ...context }: NumberContext,
): NumberReading | null {
  const match = WITH_UNITS.exec(text.normalize('NFKC').trim().replace(/^[−–]/u, '-'));
  if (!match) return null;
  const [, sign = '', before, signAfterUnit = '', digits = '', after] = match;
  if (sign !== '' && signAfterUnit !== '') return null;
  const units = [before, after].flatMap((written) => written?.trim() || []);
  const areOwn = units.map((written) => isOwnUnit(written, unit, currency));
  const reading = readDigits(sign + signAfterUnit === '-' ? -1 : 1, digits, context);
  if (areOwn.includes(null)) return null;
  const foreignUnit = units[areOwn.indexOf(false)];
  return foreignUnit === undefined || reading === null || !('value' in reading)
    ? reading
    : { number: reading.value, unit: foreignUnit };
}

function readDigits(sign: 1 | -1, text: string, { whole, printed }: NumberContext): NumberReading | null {
  // Adding 0 turns -0 into 0.
  const signed = (plain: string | null) => sign * Number(plain ?? Number.NaN) + 0;
  const reading = (plain: string | null, isDoubtful: boolean) => {
    const value = signed(plain);
    return Number.isFinite(value) ? { value, readAs: isDoubtful ? plainNumber(value) : null } : null;
  };

  if (printed) {
    const [grouped = ''] = text.split('.');
    return reading(toPlain(text.replaceAll(',', '')), grouped.includes(',') && !GROUPED.test(grouped));
  }
  const onlyMark = /^[\d]*([.,])\d*$/u.exec(text)?.[1];
  if (onlyMark !== '.' || !GROUPED.test(text.replace('.', ','))) return reading(toPlain(text), onlyMark === ',');
  const thousands = text.replace('.', '');
  return whole ? reading(thousands, true) : { either: [signed(text), signed(thousands)] };
}

/** The number without separators and with a decimal point; null if the separators make no sense. */
function toPlain(text: string): string | null {
  const hasSpaces = SPACE.test(text);
  const marks = text.match(/[.,]/gu) ?? [];
  const last = marks.at(-1);
  const hasBothMarks = new Set(marks).size === 2;

  // The decimal mark is the last of two different marks, or a single mark that does not separate thousands.
  let decimal: string | undefined;
  if (hasSpaces || hasBothMarks) decimal = last;
  else if (marks.length === 1 && (last === '.' || !GROUPED.test(text))) decimal = last;
  if (decimal !== undefined && marks.filter((mark) => mark === decimal).length > 1) return null;

  const [whole = '', fraction = ''] = decimal === undefined ? [text] : text.split(decimal);
  const groups = whole.replace(SPACES, ',').replaceAll('.', ',');
  if (!/^\d*$/u.test(fraction) || (groups.includes(',') && !GROUPED.test(groups))) return null;
  return `${groups.replaceAll(',', '') || '0'}.${fraction || '0'}`;
}
