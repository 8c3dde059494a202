import { stringify } from 'csv-stringify/sync';

/** At the start of a file: spreadsheets then read it as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Rows as CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  // The signature of the library has no readonly arrays. By itself it quotes only CR and LF together.
  stringify(rows as string[][], { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ });
