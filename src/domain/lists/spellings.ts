/** What a spreadsheet puts before a cell that is to stay text; some programs turn it into a quotation mark. */
const APOSTROPHE = /^['’‘´`]/u;
/** 500113.0: a number with decimals, where an id was meant. */
const DECIMALS = /^(\d+)[.,]0+$/u;

/** 12,000 or 12.000 or 12 000, and 5,00,113 as it is written in India. */
const GROUPED = /^[1-9](?:\d{0,2}([,.'’\s])\d{3}(?:\1\d{3})*|\d?(?:([,\s])\d{2})(?:\2\d{2})*\2\d{3})$/u;
/** 12,000 in a longer text: no id begins with 0. */
const CUT_APART = /(?:^|[\s,])[1-9]\d{0,2}[,\s]0\d\d(?!\d)/u;
const INT32_MAX = 2_147_483_647;

const digitsOf = (text: string) => text.replace(/\D/gu, '');

/** Whether a text is one number in groups, or has one in it: it is not to be divided. */
export const hasGroups = (text: string) => GROUPED.test(text) || CUT_APART.test(text);

/** Whether a text without quotes can be one number in groups or several ids, like 501,102. */
export function isDoubtful(text: string): boolean {
  if (!GROUPED.test(text)) return CUT_APART.test(text);
  return /^[\d, ]+$/u.test(text) && !/[, ]0/u.test(text) && Number(digitsOf(text)) <= INT32_MAX;
}

/**
 * What a key of a list may stand for, first as it is written, then without what a spreadsheet made of it. Leading zeros stay: they
 * belong to a code.
 */
export function spellings(key: string): readonly string[] {
  const bare = key.replace(APOSTROPHE, '').trim();
  const plain = GROUPED.test(bare) ? digitsOf(bare) : bare.replace(DECIMALS, '$1');
  return [...new Set([key, bare, plain])].filter((spelling) => spelling !== '');
}
