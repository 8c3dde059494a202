import { expect, it } from 'vitest';
import { bytesText } from './bytes-text.ts';

it.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_000, '1 kB'],
  [6_412, '6.4 kB'],
  [445_000_000, '445 MB'],
  [1_240_000_000, '1.2 GB'],
  [3e15, '3,000 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
