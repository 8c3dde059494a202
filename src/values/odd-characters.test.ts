import { describe, expect, test } from 'vitest';
import { characterName, findOddCharacters, isUnseen, isVisibleText } from './odd-characters.ts';

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

describe('the text without odd characters', () => {
  test.each([
    ['MEMBER260\u200B', 'MEMBER260'],
    [' MEMBER260 ', 'MEMBER260'],
    ['MEMBER\u00A0260', 'MEMBER 260'],
    ['MEM\u00ADBER\u200E260\t', 'MEMBER260'],
    ['\uFEFFМЕМВЕR260', 'MEMBER260'],
    ['ＭＥＭＢＥＲ', 'MEMBER'],
    ['RAIN–25', 'RAIN-25'],
    ['СКИДКА', 'СКИДКА'],
    ['दीवाली', 'दीवाली'],
  ])('code %j: %j', (code, plain) => {
    expect(findOddCharacters(code, true).plain).toBe(plain);
  });
  test.each([
    ['Diwali Оffer', 'Diwali Offer'],
    ['СОМЕ', 'СОМЕ'],
    ['Привет Diwali – ２', 'Привет Diwali – ２'],
    ['Half  off\n', 'Half off'],
    ['क्\u200Dष ❤\uFE0F', 'क्\u200Dष ❤\uFE0F'],
    ['50 % off', '50 % off'],
    ['Nº 5', 'Nº 5'],
  ])('name %j: %j', (name, plain) => {
    expect(findOddCharacters(name, false).plain).toBe(plain);
  });
});

test('odd characters are named once each', () => {
  const { odd } = findOddCharacters(' МЕМВЕR260\u200B ', true);
  expect(odd.map(characterName)).toEqual([
    'space (U+0020)',
    'zero-width space (U+200B)',
    'М (U+041C)',
    'Е (U+0415)',
    'В (U+0412)',
  ]);
  expect(findOddCharacters('MEMBER260', true).odd).toEqual([]);
});
