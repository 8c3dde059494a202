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
 * Reads what people type and paste: `1,200`, `1 200`, `1.200,50`, `12,5`, `₹1,00,000`, `15 %`. A single comma before exactly
 * three digits separates thousands, else it is a decimal comma. Null where it is not a number.
 */
export function parseNumber(text: string): number | null {
  let rest = text
    .normalize('NFKC')
    .trim()
    .replace(/^[−–]/u, '-')
    .replace(/^(-?)\s*\p{Sc}\s*/u, '$1')
    .replace(/\s*[\p{Sc}%]$/u, '');
  const sign = rest.startsWith('-') ? -1 : 1;
  if (sign === -1) rest = rest.slice(1).trim();
  if (!/\d/u.test(rest) || !/^[\d.,\s'’_]+$/u.test(rest)) return null;
  const plain = toPlain(rest);
  // Adding 0 makes 0 of -0.
  const value = sign * Number(plain ?? Number.NaN) + 0;
  return Number.isFinite(value) ? value : null;
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
