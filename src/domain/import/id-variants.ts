/** The mark of a spreadsheet for a text cell. Some programs turn it into a quotation mark. */
const APOSTROPHE = /^['’‘´`]/u;
/** 500113.0: an id with decimals from a spreadsheet. */
const DECIMALS = /^(\d+)[.,]0+$/u;

/**
 * The possible meanings of a key in a list: as it is written, then without marks of a spreadsheet. Keeps leading zeros,
 * because they are part of a code.
 */
export function idVariants(key: string): readonly string[] {
  const bare = key.replace(APOSTROPHE, '').trim();
  return [...new Set([key, bare, bare.replace(DECIMALS, '$1')])].filter((variant) => variant !== '');
}
