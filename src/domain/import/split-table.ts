/** One row of delimited text, and the line it starts on (from 1). */
export interface TableRow {
  readonly cells: readonly string[];
  readonly line: number;
  /** True if at least one cell is quoted. */
  readonly quoted: boolean;
}

/** In order of preference. The comma is last, because it is also a thousands separator. */
const DELIMITERS = ['\t', ';', '|', ','] as const;
/** Number of rows for detecting the delimiter. */
const SAMPLE = 50;
/** Maximum length of a quoted cell: an unclosed quote must not swallow the rest of the file. */
const LONGEST_QUOTED = 10_000;

/** Returns the delimiter that splits the first rows most consistently; null if each line is one value. */
export function findDelimiter(text: string): string | null {
  let best: { readonly delimiter: string; readonly score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const counts: number[] = [];
    for (const { cells } of splitRows(text, delimiter)) {
      counts.push(cells.length - 1);
      if (counts.length === SAMPLE) break;
    }
    const split = counts.filter((count) => count > 0).length;
    if (split * 2 < counts.length || split === 0) continue;
    // An equal number of cells per row counts more than many cells: "1,5;2,5" has commas and semicolons.
    const consistent = counts.filter((count) => count === counts[0]).length;
    const score = split + consistent / (counts.length + 1);
    if (best === null || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/**
 * Parses rows as in RFC 4180: quoted cells may contain delimiters, line breaks and doubled quotes. Skips empty rows.
 */
export function* splitRows(text: string, delimiter: string | null): Generator<TableRow> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    let quoted = false;
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at) : null;
      if (cell !== null) {
        line += cell.breaks;
        quoted = true;
      }
      const from = cell === null ? at : cell.end;
      const end = endOfCell(text, from, delimiter);
      cells.push((cell?.value ?? '') + text.slice(from, end));
      at = end + 1;
      if (text[end] === delimiter && delimiter !== null) continue;
      if (text[end] === '\r' && text[at] === '\n') at += 1;
      line += 1;
      break;
    }
    if (cells.some((value) => value.trim() !== '')) yield { cells, line: start, quoted };
  }
}

function endOfCell(text: string, from: number, delimiter: string | null): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\n' || char === '\r' || char === delimiter) return at;
  }
  return text.length;
}

/** Parses the quoted cell that starts here; null if the quote is never closed, so that it is an ordinary character. */
function quotedCell(text: string, start: number): { value: string; end: number; breaks: number } | null {
  let value = '';
  let from = start + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end < 0 || end - start > LONGEST_QUOTED) return null;
    value += text.slice(from, end);
    if (text[end + 1] !== '"') return { value, end: end + 1, breaks: value.split(/\r\n|\r|\n/u).length - 1 };
    value += '"';
    from = end + 2;
  }
}
