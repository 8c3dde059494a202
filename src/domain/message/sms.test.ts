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
    // Characters of the extension table count as two.
    ['[€]', ['GSM-7', 6, 1, 154]],
    [repeated('€', 80), ['GSM-7', 160, 1, 0]],
    [repeated('€', 81), ['GSM-7', 162, 2, 143]],
    ['à la carte, ¿sí?', ['Unicode', 16, 1, 54]],
    [repeated('ह', 70), ['Unicode', 70, 1, 0]],
    [repeated('ह', 71), ['Unicode', 71, 2, 63]],
    // An emoji counts as two.
    [repeated('🎉', 35), ['Unicode', 70, 1, 0]],
    [repeated('🎉', 36), ['Unicode', 72, 2, 61]],
  ])('case %#', (text, expected) => {
    expect(size(text)).toEqual(expected);
  });

  test('an escaped character that does not fit moves whole to the next segment', () => {
    const text = `${repeated('a', 152)}€${repeated('b', 6)}`;
    expect(splitSms(text)).toEqual([text]);
    const longer = `${repeated('a', 152)}€${repeated('b', 100)}`;
    expect(splitSms(longer)).toEqual([repeated('a', 152), `€${repeated('b', 100)}`]);
  });

  test('a surrogate pair that does not fit moves whole to the next segment', () => {
    expect(splitSms(`${repeated('ह', 66)}🎉${repeated('ह', 9)}`)).toEqual([repeated('ह', 66), `🎉${repeated('ह', 9)}`]);
  });

  test('names each grapheme that forces Unicode once', () => {
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

describe('withoutRareCharacters', () => {
  test('replaces typographic characters', () => {
    expect(withoutRareCharacters('Don’t miss “Diwali” – ₹500 off…')).toBe('Don\'t miss "Diwali" - Rs.500 off...');
    expect(withoutRareCharacters('cafe\u0301')).toBe('café');
  });

  test('returns null if the result needs Unicode or the text does not', () => {
    expect(withoutRareCharacters('घर – 500')).toBeNull();
    expect(withoutRareCharacters('Plain')).toBeNull();
  });
});

const messages = fc.oneof(
  // `unit: 'binary'` takes 1.5 s to create.
  fc.string({ maxLength: 400, unit: fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)) }),
  fc.string({ maxLength: 500, unit: fc.constantFrom('a', '€', '{', '\n', 'é') }),
  fc.string({ maxLength: 300, unit: fc.constantFrom('a', 'ह', '🎉', '👩‍💻', '\ud83c', '’') }),
);

describe('for any text', () => {
  test('the segments joined are the text, and none exceeds its capacity or splits a pair or an escape', () => {
    fc.assert(
      fc.property(messages, (text) => {
        const texts = splitSms(text);
        const { encoding, perSegment, segments, units, left } = smsSize(text);
        expect(texts.join('')).toBe(text);
        expect(segments).toBe(texts.length);
        const lengths = texts.map((part) =>
          encoding === 'Unicode'
            ? part.length
            : Array.from(part).reduce((sum, character) => sum + ('\f^{}\\[~]|€'.includes(character) ? 2 : 1), 0),
        );
        expect(lengths.every((length) => length > 0 && length <= perSegment)).toBe(true);
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(units);
        expect(left).toBe(perSegment - (lengths.at(-1) ?? 0));
        for (const [index, part] of texts.entries()) {
          const next = texts[index + 1]?.charCodeAt(0) ?? 0;
          const last = part.charCodeAt(part.length - 1);
          expect(last >= 0xd800 && last <= 0xdbff && next >= 0xdc00 && next <= 0xdfff).toBe(false);
        }
      }),
    );
  });

  test('exactly a Unicode text has characters that force it, and a replaced text is GSM-7', () => {
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
