/** Bytes of a file as text, or why they are none. */
export type DecodedText = { readonly text: string } | { readonly refused: string };

const starts = (bytes: Uint8Array, ...marks: readonly number[]) => marks.every((mark, at) => bytes[at] === mark);

/** How much of a file is looked at to tell its encoding. */
const SAMPLE = 4096;

/**
 * Reads UTF-8 and UTF-16 of either byte order, with or without a byte order mark, and what older spreadsheets save (Windows-1252).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (starts(bytes, 0x50, 0x4b, 3, 4) || starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return { refused: 'This is a spreadsheet or an archive, not a text file. Save it as CSV first.' };
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return { refused: 'This is a PDF. Save the list as CSV or text first.' };
  if (starts(bytes, 0xff, 0xfe)) return decoded('utf-16le', bytes);
  if (starts(bytes, 0xfe, 0xff)) return decoded('utf-16be', bytes);
  const wide = wideOrder(bytes);
  if (wide !== null) return decoded(wide, bytes);
  try {
    return readable(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return decoded('windows-1252', bytes);
  }
}

const decoded = (encoding: string, bytes: Uint8Array) => readable(new TextDecoder(encoding).decode(bytes));

/** Text of lists is made of digits, letters and separators: every other byte of it is 0 in UTF-16. */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  let [even, odd] = [0, 0];
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const many = length / 4;
  if (odd > many && odd > even) return 'utf-16le';
  return even > many ? 'utf-16be' : null;
}

function readable(text: string): DecodedText {
  // A NUL stands in no text, and a file with one is a picture, a program or damaged.
  return text.includes('\0')
    ? { refused: 'This is not a text file. Choose a CSV or TXT file.' }
    : { text: text.startsWith('\ufeff') ? text.slice(1) : text };
}
