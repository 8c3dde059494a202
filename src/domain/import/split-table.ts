/** A row of delimited text and its first line, counted from 1. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly line: number;
}

const DELIMITERS = ['\t', ';', ',', '|'] as const;
/** Number of rows for detecting the delimiter. */
const SAMPLE_SIZE = 50;
/** Limit for quoted text, so that an unclosed quote does not consume the whole file. */
const MAX_QUOTED_LENGTH = 10_000;

/** The delimiter that splits the first rows most consistently; null if each line is one value. */
export function findDelimiter(text: string): string | null {
  let best: { readonly delimiter: string; readonly score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const counts: number[] = [];
    for (const { cells } of splitRows(text, delimiter)) {
      counts.push(cells.length - 1);
      if (counts.length === SAMPLE_SIZE) break;
    }
    const split = counts.filter((count) => count > 0).length;
    if (split * 2 < counts.length || split === 0) continue;
    // Rows with equal counts decide a tie: "1,5;2,5" contains both delimiters.
    const consistent = counts.filter((count) => count === counts[0]).length;
    const score = split + consistent / (counts.length + 1);
    if (best === null || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/**
 * Splits rows as RFC 4180 and spreadsheets do: quotes may contain delimiters, line breaks and doubled quotes. Skips
 * empty rows.
 */
export function* splitRows(text: string, delimiter: string | null): Generator<TableRow> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at) : null;
      if (cell !== null) line += cell.breaks;
      const from = cell === null ? at : cell.end;
      const end = endOfCell(text, from, delimiter);
      cells.push((cell?.value ?? '') + text.slice(from, end));
      at = end + 1;
      if (text[end] === delimiter && delimiter !== null) continue;
      if (text[end] === '\r' && text[at] === '\n') at += 1;
      line += 1;
      break;
    }
    if (cells.some((value) => value.trim() !== '')) yield { cells, line: start };
  }
}

function endOfCell(text: string, from: number, delimiter: string | null): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\n' || char === '\r' || char === delimiter) return at;
  }
  return text.length;
}

/** The quoted text at `start`; null if the quote is not closed, which makes it an ordinary character. */
function quotedCell(text: string, start: number): { value: string; end: number; breaks: number } | null {
  let value = '';
  let from = start + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end < 0 || end - start > MAX_QUOTED_LENGTH) return null;
    value += text.slice(from, end);
    if (text[end + 1] !== '"') return { value, end: end + 1, breaks: value.split(/\r\n|\r|\n/u).length - 1 };
    value += '"';
    from = end + 2;
  }
}
