/** The text of a file, or why it is not a text file. */
export type DecodedText = { readonly text: string } | { readonly refused: string };

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

/** Number of bytes for detecting the encoding. */
const SAMPLE_SIZE = 4096;

/**
 * Decodes UTF-8, UTF-16 of either byte order, both with or without byte order mark, and Windows-1252 of older
 * spreadsheets.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return { refused: 'This is a spreadsheet or an archive, not a text file. Save it as CSV first.' };
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46))
    return { refused: 'This is a PDF. Save the list as CSV or text first.' };
  if (startsWith(bytes, 0xff, 0xfe)) return decoded('utf-16le', bytes);
  if (startsWith(bytes, 0xfe, 0xff)) return decoded('utf-16be', bytes);
  const utf16 = detectUtf16(bytes);
  if (utf16 !== null) return decoded(utf16, bytes);
  try {
    return readable(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return decoded('windows-1252', bytes);
  }
}

const decoded = (encoding: string, bytes: Uint8Array) => readable(new TextDecoder(encoding).decode(bytes));

/** Detects UTF-16 without a byte order mark: digits, Latin letters and separators have 0 in every other byte. */
function detectUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, SAMPLE_SIZE) & ~1;
  let [even, odd] = [0, 0];
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const threshold = length / 4;
  if (odd > threshold && odd > even) return 'utf-16le';
  return even > threshold ? 'utf-16be' : null;
}

function readable(text: string): DecodedText {
  // Text has no NUL: the file is a picture, a program or damaged.
  return text.includes('\0')
    ? { refused: 'This is not a text file. Choose a CSV or TXT file.' }
    : { text: text.startsWith('\ufeff') ? text.slice(1) : text };
}
