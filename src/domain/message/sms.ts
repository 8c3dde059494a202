/**
 * Encoding of an SMS (GSM 03.38, 3GPP TS 23.040): 160 characters of a 7-bit alphabet, or 70 16-bit units if any
 * character is outside of that alphabet. A longer text is split into segments, which lose a few characters to a
 * header.
 */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Extension table: an escape and a character, so each counts as two. */
const EXTENDED = new Set('\f^{}\\[~]|€');

/** Capacity in units: of a single message, and of each segment of a longer one. */
const CAPACITY = {
  'GSM-7': { single: 160, segment: 153 },
  Unicode: { single: 70, segment: 67 },
} as const;

export interface SmsSize {
  readonly encoding: keyof typeof CAPACITY;
  /** Length in 7-bit characters or 16-bit units. */
  readonly units: number;
  readonly segments: number;
  /** Capacity of each segment in units. */
  readonly perSegment: number;
  /** Free units in the last segment. */
  readonly left: number;
  /** The characters that force Unicode, without duplicates, in their order. */
  readonly forcing: readonly string[];
}

const isGsm = (character: string) => BASIC.has(character) || EXTENDED.has(character);

function unitsOf(character: string, encoding: SmsSize['encoding']): number {
  if (encoding === 'Unicode') return character.length;
  return EXTENDED.has(character) ? 2 : 1;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The graphemes of a text: an emoji of several code points, a letter with its accent, or a Devanagari syllable is
 * one.
 */
export const visible = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);

const encodingOf = (text: string): SmsSize['encoding'] => (Array.from(text).every(isGsm) ? 'GSM-7' : 'Unicode');
const lengthInUnits = (text: string, encoding: SmsSize['encoding']) =>
  Array.from(text).reduce((sum, character) => sum + unitsOf(character, encoding), 0);

/** Splits a text into its segments. Never splits a surrogate pair or an escaped character. */
export function splitSms(text: string): readonly string[] {
  if (text === '') return [];
  const encoding = encodingOf(text);
  if (lengthInUnits(text, encoding) <= CAPACITY[encoding].single) return [text];
  const segments: string[] = [];
  let segment = '';
  let used = 0;
  for (const character of text) {
    const units = unitsOf(character, encoding);
    if (used + units > CAPACITY[encoding].segment) {
      segments.push(segment);
      segment = '';
      used = 0;
    }
    segment += character;
    used += units;
  }
  return [...segments, segment];
}

export function smsSize(text: string): SmsSize {
  const encoding = encodingOf(text);
  const segments = splitSms(text);
  const { single, segment } = CAPACITY[encoding];
  const perSegment = segments.length > 1 ? segment : single;
  return {
    encoding,
    units: lengthInUnits(text, encoding),
    segments: segments.length,
    perSegment,
    left: perSegment - lengthInUnits(segments.at(-1) ?? '', encoding),
    forcing:
      encoding === 'GSM-7'
        ? []
        : [...new Set(visible(text).filter((character) => !Array.from(character).every(isGsm)))],
  };
}

/** Typographic characters of office programs and their replacements in the GSM alphabet. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '•': '-',
  '·': '-',
  '…': '...',
  '×': 'x',
  '₹': 'Rs.',
  '\t': ' ',
  '\u00A0': ' ',
  '\u2009': ' ',
  '\u202F': ' ',
  '\u200B': '',
  '\uFEFF': '',
};

/** The text with typographic characters replaced, if that is enough to avoid Unicode; else null. */
export function withoutRareCharacters(text: string): string | null {
  if (encodingOf(text) === 'GSM-7') return null;
  const plain = Array.from(text.normalize('NFC'))
    .map((character) => REPLACEMENTS[character] ?? character)
    .join('');
  return encodingOf(plain) === 'GSM-7' ? plain : null;
}

const NAMES: Readonly<Record<string, string>> = {
  '\t': 'a tab',
  '\u00A0': 'a no-break space',
  '\u2009': 'a thin space',
  '\u202F': 'a narrow no-break space',
  '\u200B': 'an invisible space',
  '\u200C': 'an invisible joiner',
  '\u200D': 'an invisible joiner',
  '\uFEFF': 'an invisible mark',
  '’': 'the curly apostrophe ’',
  '‘': 'the curly quote ‘',
  '“': 'the curly quote “',
  '”': 'the curly quote ”',
  '–': 'the long dash –',
  '—': 'the long dash —',
  '…': 'the dots … as one character',
};

/** A character as part of a sentence. Invisible characters and look-alikes get a name. */
export function sayCharacter(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  const isLoneSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (isLoneSurrogate || codePoint < 0x20) return NAMES[character] ?? 'a broken character';
  return NAMES[character] ?? character;
}
