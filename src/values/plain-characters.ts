/** Full-width forms of ASCII, invisible characters, and dashes. */
const FULL_WIDTH = /[\uff01-\uff5e]/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufeff]/gu;
const DASHES = /[\p{Pd}\u2212]/gu;

/**
 * Replaces characters that people cannot tell from ASCII: full-width letters, digits and punctuation, and all dashes.
 * Removes characters that cannot be seen: soft hyphens and zero-width characters.
 */
export const plainCharacters = (text: string) =>
  text
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll('、', ',')
    .replace(INVISIBLE, '')
    .replace(DASHES, '-');
