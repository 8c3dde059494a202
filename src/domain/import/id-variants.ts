import { INT32_MAX } from '#values/int32.ts';

/**
 * Spreadsheets mark a text cell with a leading apostrophe, which some programs turn into a quotation mark. People write
 * # before a number.
 */
const MARK = /^['’‘´`#]/u;
/** Most keys need no other variant. */
const PLAIN = /^[\w-]+$/u;
/** 500113.0: an id that a spreadsheet formatted with decimals. */
const DECIMALS = /^(\d+)[.,]0+$/u;

/** A number with thousands separators: 12,000, 12.000, 12 000, and 5,00,113 as in India. */
const GROUPED = /^[1-9](?:\d{0,2}([,.'’\s])\d{3}(?:\1\d{3})*|\d?(?:([,\s])\d{2})(?:\2\d{2})*\2\d{3})$/u;
/** 12,000 inside a longer text. A part that begins with 0 cannot be an id, so the comma is a thousands separator. */
const CUT_APART = /(?:^|[\s,])[1-9]\d{0,2}[,\s]0\d\d(?!\d)/u;

const digitsOf = (text: string) => text.replace(/\D/gu, '');

/** Whether a text is or contains a number with thousands separators, so that it must not be split. */
export const hasGroups = (text: string) => GROUPED.test(text) || CUT_APART.test(text);

/** Whether a text without quotes is ambiguous: one number with thousands separators, or several ids (501,102). */
export function isDoubtful(text: string): boolean {
  if (!GROUPED.test(text)) return CUT_APART.test(text);
  return /^[\d, ]+$/u.test(text) && !/[, ]0/u.test(text) && Number(digitsOf(text)) <= INT32_MAX;
}

/**
 * The values that a key of a list can mean: first the text as written, then without the formatting of a spreadsheet.
 * Leading zeros stay, because they belong to a code.
 */
export function idVariants(key: string): readonly string[] {
  if (PLAIN.test(key)) return [key];
  const bare = key.replace(MARK, '').trim();
  const plain = GROUPED.test(bare) ? digitsOf(bare) : bare.replace(DECIMALS, '$1');
  return [...new Set([key, bare, plain])].filter((variant) => variant !== '');
}
