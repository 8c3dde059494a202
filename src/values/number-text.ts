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

/**
 * A number and, where the text could be read in another way or looks like another number, the number without separators, to be
 * said. `either`: what the text can mean, of which nobody but its writer can choose.
 */
export type NumberReading =
  | { readonly value: number; readonly said: string | null }
  | { readonly either: readonly [decimal: number, thousands: number] };

export interface NumberPlace {
  /** Only whole numbers can be meant. */
  readonly whole: boolean;
  /** It is what `printNumber` wrote, with digits added or taken away since: its commas are no decimal ones. */
  readonly printed: boolean;
}

/**
 * Reads what people type and paste: `1,200`, `1 200`, `1.200,50`, `12,5`, `₹1,00,000`, `15 %`. A single comma before exactly
 * three digits separates thousands, else it is a decimal comma. A single point before exactly three digits separates thousands
 * of a whole number, and is not read where there can be decimals. Null where it is not a number.
 */
export function readNumber(text: string, { whole, printed }: NumberPlace): NumberReading | null {
  let rest = text
    .normalize('NFKC')
    .trim()
    .replace(/^[−–]/u, '-')
    .replace(/^(-?)\s*\p{Sc}\s*/u, '$1')
    .replace(/\s*[\p{Sc}%]$/u, '');
  const sign = rest.startsWith('-') ? -1 : 1;
  if (sign === -1) rest = rest.slice(1).trim();
  if (!/\d/u.test(rest) || !/^[\d.,\s'’_]+$/u.test(rest)) return null;
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
