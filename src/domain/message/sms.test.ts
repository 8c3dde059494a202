import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutRareCharacters, sayCharacter, smsSize, splitSms } from './sms.ts';

const size = (text: string) => {
  const { encoding, units, segments, left } = smsSize(text);
  return [encoding, units, segments, left];
};
const repeated = (text: string, times: number) => text.repeat(times);

describe('the size of an SMS', () => {
  test.each<[string, readonly unknown[]]>([
    ['', ['GSM-7', 0, 0, 160]],
    [repeated('a', 160), ['GSM-7', 160, 1, 0]],
    [repeated('a', 161), ['GSM-7', 161, 2, 145]],
    [repeated('a', 306), ['GSM-7', 306, 2, 0]],
    [repeated('a', 307), ['GSM-7', 307, 3, 152]],
    // Characters of the extension table take two places.
    ['[€]', ['GSM-7', 6, 1, 154]],
    [repeated('€', 80), ['GSM-7', 160, 1, 0]],
    [repeated('€', 81), ['GSM-7', 162, 2, 143]],
    ['à la carte, ¿sí?', ['Unicode', 16, 1, 54]],
    [repeated('ह', 70), ['Unicode', 70, 1, 0]],
    [repeated('ह', 71), ['Unicode', 71, 2, 63]],
    // An emoji takes two units.
    [repeated('🎉', 35), ['Unicode', 70, 1, 0]],
    [repeated('🎉', 36), ['Unicode', 72, 2, 61]],
  ])('case %#', (text, expected) => {
    expect(size(text)).toEqual(expected);
  });

  test('an escaped character that does not fit goes to the next part whole', () => {
    const text = `${repeated('a', 152)}€${repeated('b', 6)}`;
    expect(splitSms(text)).toEqual([text]);
    const longer = `${repeated('a', 152)}€${repeated('b', 100)}`;
    expect(splitSms(longer)).toEqual([repeated('a', 152), `€${repeated('b', 100)}`]);
  });

  test('a pair of surrogates that does not fit goes to the next part whole', () => {
    expect(splitSms(`${repeated('ह', 66)}🎉${repeated('ह', 9)}`)).toEqual([repeated('ह', 66), `🎉${repeated('ह', 9)}`]);
  });

  test('names each character that forces Unicode once, as a reader sees it', () => {
    expect(smsSize('₹500 – 👩‍💻 ₹').forcing).toEqual(['₹', '–', '👩‍💻']);
    expect(smsSize('100 % {ok} €').forcing).toEqual([]);
    expect(['\u00A0', '’', '₹', '\ud83c', '👩‍💻'].map(sayCharacter)).toEqual([
      'a no-break space',
      'the curly apostrophe ’',
      '₹',
      'a broken character',
      '👩‍💻',
    ]);
  });
});

describe('plain characters', () => {
  test('stand in for what only looks different', () => {
    expect(withoutRareCharacters('Don’t miss “Diwali” – ₹500 off…')).toBe('Don\'t miss "Diwali" - Rs.500 off...');
    expect(withoutRareCharacters('cafe\u0301')).toBe('café');
  });

  test('are not offered where they would not be enough, or are not needed', () => {
    expect(withoutRareCharacters('घर – 500')).toBeNull();
    expect(withoutRareCharacters('Plain')).toBeNull();
  });
});

const messages = fc.oneof(
  fc.string({ maxLength: 400, unit: 'binary' }),
  fc.string({ maxLength: 500, unit: fc.constantFrom('a', '€', '{', '\n', 'é') }),
  fc.string({ maxLength: 300, unit: fc.constantFrom('a', 'ह', '🎉', '👩‍💻', '\ud83c', '’') }),
);

describe('for any text', () => {
  test('the parts put together are the text, each within its places, no pair and no escape cut', () => {
    fc.assert(
      fc.property(messages, (text) => {
        const parts = splitSms(text);
        const { encoding, perSegment, segments, units, left } = smsSize(text);
        expect(parts.join('')).toBe(text);
        expect(segments).toBe(parts.length);
        const taken = parts.map((part) =>
          encoding === 'Unicode'
            ? part.length
            : Array.from(part).reduce((sum, character) => sum + ('\f^{}\\[~]|€'.includes(character) ? 2 : 1), 0),
        );
        expect(taken.every((places) => places > 0 && places <= perSegment)).toBe(true);
        expect(taken.reduce((sum, places) => sum + places, 0)).toBe(units);
        expect(left).toBe(perSegment - (taken.at(-1) ?? 0));
        for (const [at, part] of parts.entries()) {
          const next = parts[at + 1]?.charCodeAt(0) ?? 0;
          const last = part.charCodeAt(part.length - 1);
          expect(last >= 0xd800 && last <= 0xdbff && next >= 0xdc00 && next <= 0xdfff).toBe(false);
        }
      }),
    );
  });

  test('Unicode is never without a character to blame, and plain text needs none', () => {
    fc.assert(
      fc.property(messages, (text) => {
        const { encoding, forcing } = smsSize(text);
        expect(forcing.length > 0).toBe(encoding === 'Unicode');
        const plain = withoutRareCharacters(text);
        if (plain !== null) expect(smsSize(plain).encoding).toBe('GSM-7');
      }),
    );
  });
});
