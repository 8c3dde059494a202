import { expect, test } from 'vitest';
import { series, typed } from '#domain/testing/builders.ts';
import { sharedChange } from '#domain/change/shared-change.ts';
import { decodeChange, encodeChange } from './change-link.ts';

const base = series({ id: 7 });
const change = sharedChange(base, typed(base, { description: 'Diwali 🪔 “25 %” \u202e', maxCreate: 5 }));
const encoded = async () => (await encodeChange(change)) ?? '';

test('a link carries a change, in characters that no program cuts', async () => {
  expect(await encoded()).toMatch(/^[\w-]+$/);
  expect(await decodeChange(await encoded())).toEqual(change);
});

test('a link that was cut or changed at any place is not read', async () => {
  const text = await encoded();
  for (let length = 0; length < text.length; length += 7)
    expect(await decodeChange(text.slice(0, length))).toBe('damaged');
  for (const at of [0, 20, text.length - 6]) {
    const other = text[at] === 'A' ? 'B' : 'A';
    const changed = await decodeChange(text.slice(0, at) + other + text.slice(at + 1));
    // The header has bytes without meaning.
    if (typeof changed === 'object') expect(changed).toEqual(change);
  }
  expect(await decodeChange('%%%')).toBe('damaged');
});

test('another version and a text that is no change have different answers', async () => {
  expect(await decodeChange((await encodeChange({ ...change, format: 2 })) ?? '')).toBe('newer');
  expect(await decodeChange((await encodeChange({ seriesId: 7 } as never)) ?? '')).toBe('damaged');
});

test('10,000 products in a row fit; what is too long has no link', async () => {
  const products = (next: (index: number) => number) => [
    { type: 'SKU', ids: Array.from({ length: 10_000 }, (_, index) => next(index)) },
  ];
  const link = (productInfo: ReturnType<typeof products>) =>
    encodeChange(sharedChange(base, typed(base, { productInfo })));
  expect(await link(products((index) => 500_000 + index))).not.toBeNull();
  let seed = 7;
  expect(await link(products(() => (seed = (seed * 48_271) % 2_147_483_647)))).toBeNull();
});
