import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

function wide(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 * at, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

describe('a file', () => {
  const text = 'Größe;id\r\nÄ 1;00123\r\nB;4711\r\n';
  const ascii = 'id\n00123\n4711\n';
  it.each([
    ['UTF-8', new TextEncoder().encode(text), text],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${text}`), text],
    ['UTF-16 LE', wide(`\ufeff${text}`, true), text],
    ['UTF-16 BE', wide(`\ufeff${text}`, false), text],
    ['UTF-16 LE without a byte order mark', wide(ascii, true), ascii],
    ['UTF-16 BE without a byte order mark', wide(ascii, false), ascii],
    ['Windows-1252', Uint8Array.from(text, (char) => char.charCodeAt(0)), text],
    ['nothing', new Uint8Array(), ''],
  ])('in %s is read', (_, bytes, expected) => {
    expect(decodeText(bytes)).toEqual({ text: expected });
  });

  it.each([
    ['a workbook', [0x50, 0x4b, 3, 4, 20, 0], /Save it as CSV/],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0], /Save it as CSV/],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], /PDF/],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13], /not a text file/],
  ])('that is %s is refused with the reason', (_, bytes, reason) => {
    expect(decodeText(Uint8Array.from(bytes))).toEqual({ refused: expect.stringMatching(reason) });
  });

  it('in UTF-16 or UTF-8 is decoded without loss', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(fc.array(word), fc.boolean(), (words, little) => {
        const whole = words.join('\n');
        expect(decodeText(wide(`\ufeff${whole}`, little))).toEqual({ text: whole });
        expect(decodeText(new TextEncoder().encode(`\ufeff${whole}`))).toEqual({ text: whole });
      }),
    );
  });
});
