import { describe, expect, test } from 'vitest';
import { characterName, isUnseen, isVisibleText } from './odd-characters.ts';

const unseenIn = (text: string) => Array.from(text).filter(isUnseen).map(characterName);

describe('characters that a reader does not see', () => {
  test.each([
    ['MEMBER260\u200B', ['zero-width space (U+200B)']],
    ['MEMBER260 ', ['space (U+0020)']],
    ['MEMBER\u00A0260', ['no-break space (U+00A0)']],
    ['\u200EMEMBER260', ['U+200E']],
    ['MEMBER\t260', ['tab (U+0009)']],
    ['MEM\u00ADBER', ['soft hyphen (U+00AD)']],
    ['two  spaces', ['space (U+0020)']],
    ['one space', []],
    ['', []],
    // Joiners are spelling in Indic scripts and in emoji, not between Latin letters.
    ['क्\u200Dष', []],
    ['👩\u200D👧', []],
    ['❤\uFE0F', []],
    ['MEM\u200DBER', ['U+200D']],
  ])('%j: %j', (text, names) => {
    expect(unseenIn(text)).toEqual(names);
  });

  test.each(['', ' ', '\u200B', '\u00A0\u200E', '\u2800', '\u3164', '\uDC00'])('%j shows nothing', (text) => {
    expect(isVisibleText(text)).toBe(false);
  });
  test.each(['a', ' a', '\u200Bन', '.', '🎁'])('%j shows something', (text) => {
    expect(isVisibleText(text)).toBe(true);
  });
});
