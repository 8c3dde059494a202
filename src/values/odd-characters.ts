/** A character that a reader does not see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Z}\p{Cn}\p{Co}\p{Cs}\u2800]/u;
const BLANK = /[\p{Z}\t-\r]/u;

/** Joiners, and the selector of a coloured emoji: they are spelling after a letter of these scripts or an emoji. */
const JOINER = /\u200C|\u200D|\uFE0F/;
const JOINED =
  /(?!\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek})[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]/u;

/** Pairs of a letter or dash and the ASCII character that it looks like. */
const PAIRS = 'АAВBЕEЅSІIЈJКKМMНHОOРPСCТTХXУYаaеeѕsіiјjоoрpсcхxуyһhԁdԛqԝwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνv‐-‑-‒-–-−-';
const twins = new Map(Array.from(PAIRS.matchAll(/(.)(.)/gu), ([, character = '', twin = '']) => [character, twin]));

/** The ASCII character that a character looks like, or the character itself. */
export function asciiTwin(character: string): string {
  // Ordinal signs, as in `Nº`, are spelling.
  if (/[ªº]/.test(character)) return character;
  const twin = twins.get(character) ?? character.normalize('NFKC');
  return /^[!-~]$/.test(twin) ? twin : character;
}

/** Whether a text shows anything. */
export const isVisibleText = (text: string) => Array.from(text).some((character) => !UNSEEN.test(character));

/** Whether a reader does not see a character in its place. A space counts at the ends and after another space. */
export function isUnseen(character: string, index: number, all: readonly string[]): boolean {
  const before = all[index - 1];
  if (character === ' ') return before === undefined || before === ' ' || index === all.length - 1;
  if (JOINER.test(character) && before !== undefined && JOINED.test(before)) return false;
  return UNSEEN.test(character);
}

/**
 * The characters that a reader does not see or takes for an ASCII letter, and the text without them. A letter counts in
 * a code, and in a word that has ASCII letters too.
 */
export function findOddCharacters(
  text: string,
  isCode: boolean,
): { readonly odd: readonly string[]; readonly plain: string } {
  const odd = new Set<string>();
  const seen = Array.from(text)
    .map((character, index, all) => {
      if (!isUnseen(character, index, all)) return character;
      odd.add(character);
      return BLANK.test(character) ? ' ' : '';
    })
    .join('');
  const plain = seen.replaceAll(isCode ? /[^ ]+/g : /[\p{L}\p{M}]+/gu, (word) => {
    const ascii = Array.from(word, asciiTwin).join('');
    if ((!isCode && !/[A-Za-z]/.test(word)) || /[^!-~]/.test(ascii)) return word;
    for (const character of word) if (asciiTwin(character) !== character) odd.add(character);
    return ascii;
  });
  return { odd: [...odd], plain: plain.replaceAll(/ +/g, ' ').trim() };
}

const NAMES: Readonly<Record<string, string>> = {
  '\t': 'tab',
  '\n': 'line break',
  ' ': 'space',
  '\u00A0': 'no-break space',
  '\u00AD': 'soft hyphen',
  '\u200B': 'zero-width space',
};

/** `zero-width space (U+200B)`, `М (U+041C)`. */
export function characterName(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = NAMES[character] ?? (UNSEEN.test(character) ? null : character);
  return name === null ? code : `${name} (${code})`;
}
