/** One row of delimited text, and the line it starts on (from 1). */
export interface TableRow {
  readonly cells: readonly string[];
  readonly line: number;
  /** Some cell stands in quotes. */
  readonly quoted: boolean;
}

/** Of two that split alike the comma is last: it also stands in numbers. */
const DELIMITERS = ['\t', ';', '|', ','] as const;
/** How many rows are looked at to tell the delimiter. */
const SAMPLE = 50;
/** A quote that is never closed must not swallow a whole file. */
const LONGEST_QUOTED = 10_000;

/** The delimiter that splits the first rows most alike; null where each line is one value. */
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
    // Rows that are split alike say more than rows that are split often: "1,5;2,5" has as many of either.
    const usual = counts.filter((count) => count === counts[0]).length;
    const score = split + usual / (counts.length + 1);
    if (best === null || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/** Rows as RFC 4180 and spreadsheets write them: quotes may hold delimiters, line breaks and doubled quotes. Empty rows are left out. */
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

/** The quoted text that starts here; null where its quote is never closed, and then is a character like any other. */
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
