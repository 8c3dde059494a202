import { describe, expect, test } from 'vitest';
import { previewMessage } from './message.ts';

const read = (template: string) =>
  previewMessage(template, 'Diwali')
    .map(({ text }) => text)
    .join('');

describe('the preview of a message', () => {
  test('fills in what the API fills in', () => {
    expect(read('Hi {{first_name}}, {{ voucher }} for {{offer_name}} until {{valid_till_date.FORMAT_2}}.')).toBe(
      'Hi Asha, K7M2QX9A for Diwali until 29 Nov 2026.',
    );
  });

  test('leaves and marks a tag nobody knows, prototype names included', () => {
    for (const tag of ['{{optout}}', '{{constructor}}', '{{}}', '{{valid_till_date.FORMAT_9}}'])
      expect(previewMessage(tag, '')).toEqual([{ text: tag, is: 'unknown' }]);
  });

  test('loses nothing of a text without or with broken tags', () => {
    for (const text of ['', 'string', '{{', 'a }} b {{ c', 'घर की रौनक 🎉']) expect(read(text)).toBe(text);
  });
});
