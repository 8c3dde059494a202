/**
 * How a text travels as SMS (GSM 03.38, 3GPP TS 23.040): in 7-bit characters of a small alphabet, 160 to a message, or, as soon as
 * one character is outside of it, in 16-bit units, 70 to a message. Longer texts are cut into parts that lose a few places to a
 * header.
 */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Sent as an escape and a character: each takes two places. */
const EXTENDED = new Set('\f^{}\\[~]|€');

const PLACES = {
  'GSM-7': { alone: 160, part: 153 },
  Unicode: { alone: 70, part: 67 },
} as const;

export interface SmsSize {
  readonly encoding: keyof typeof PLACES;
  /** Places taken: 7-bit characters, or 16-bit units. */
  readonly units: number;
  readonly segments: number;
  /** Places in each segment. */
  readonly perSegment: number;
  /** Places still free in the last segment. */
  readonly left: number;
  /** The characters that make it Unicode, each once, in their order. */
  readonly forcing: readonly string[];
}

const isGsm = (character: string) => BASIC.has(character) || EXTENDED.has(character);

function placesOf(character: string, encoding: SmsSize['encoding']): number {
  if (encoding === 'Unicode') return character.length;
  return EXTENDED.has(character) ? 2 : 1;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader sees as one character: an emoji of several code points, a letter with its accent, a Devanagari syllable. */
export const visible = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);

const encodingOf = (text: string): SmsSize['encoding'] => (Array.from(text).every(isGsm) ? 'GSM-7' : 'Unicode');
const cost = (text: string, encoding: SmsSize['encoding']) =>
  Array.from(text).reduce((sum, character) => sum + placesOf(character, encoding), 0);

/** The text cut as it is sent. Neither a surrogate pair nor an escaped character is cut in two. */
export function splitSms(text: string): readonly string[] {
  if (text === '') return [];
  const encoding = encodingOf(text);
  if (cost(text, encoding) <= PLACES[encoding].alone) return [text];
  const parts: string[] = [];
  let part = '';
  let taken = 0;
  for (const character of text) {
    const places = placesOf(character, encoding);
    if (taken + places > PLACES[encoding].part) {
      parts.push(part);
      part = '';
      taken = 0;
    }
    part += character;
    taken += places;
  }
  return [...parts, part];
}

export function smsSize(text: string): SmsSize {
  const encoding = encodingOf(text);
  const parts = splitSms(text);
  const { alone, part } = PLACES[encoding];
  const perSegment = parts.length > 1 ? part : alone;
  return {
    encoding,
    units: cost(text, encoding),
    segments: parts.length,
    perSegment,
    left: perSegment - cost(parts.at(-1) ?? '', encoding),
    forcing:
      encoding === 'GSM-7'
        ? []
        : [...new Set(visible(text).filter((character) => !Array.from(character).every(isGsm)))],
  };
}

/** What office programs put in place of plain characters, and what stands for it in the small alphabet. */
const PLAIN: Readonly<Record<string, string>> = {
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

/** The same text without what only looks different, where that is enough to leave Unicode; else null. */
export function withoutRareCharacters(text: string): string | null {
  if (encodingOf(text) === 'GSM-7') return null;
  const plain = Array.from(text.normalize('NFC'))
    .map((character) => PLAIN[character] ?? character)
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

/** A character as it is spoken of; what cannot be seen, or looks like a plain one, has a name. */
export function sayCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const lone = point >= 0xd800 && point <= 0xdfff;
  if (lone || point < 0x20) return NAMES[character] ?? 'a broken character';
  return NAMES[character] ?? character;
}
