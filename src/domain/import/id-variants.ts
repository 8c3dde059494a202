/** What a spreadsheet puts before a cell that is to stay text; some programs turn it into a quotation mark. */
const APOSTROPHE = /^['’‘´`]/u;
/** 500113.0: a number with decimals, where an id was meant. */
const DECIMALS = /^(\d+)[.,]0+$/u;

/**
 * What a key of a list may stand for, first as it is written, then without what a spreadsheet made of it. Leading zeros stay: they
 * belong to a code.
 */
export function idVariants(key: string): readonly string[] {
  const bare = key.replace(APOSTROPHE, '').trim();
  return [...new Set([key, bare, bare.replace(DECIMALS, '$1')])].filter((spelling) => spelling !== '');
}
