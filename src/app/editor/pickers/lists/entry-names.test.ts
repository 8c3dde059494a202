import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LookupAnswer, LookupRequest } from '#contract/directory-endpoints.ts';
import { entryNamesOf } from './entry-names.ts';

/** What the server answers next; null: no answer. */
let answer: ((request: LookupRequest) => LookupAnswer) | null = null;
let asked: (readonly string[])[] = [];

const entry = (id: number) => ({
  type: 'BRAND' as const,
  id,
  code: null,
  name: `Brand ${id}`,
  parentId: null,
  brandId: null,
  conceptId: null,
  isActive: true,
});
const has = (isThere: boolean) => (request: LookupRequest) => ({
  results: request.keys.map((key) => ({ key, matches: isThere ? [entry(Number(key))] : [] })),
  empty: false,
});

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal('fetch', async (_: string, init: { readonly body: string }) => {
    const request = JSON.parse(init.body) as LookupRequest; // what lookup.ts has just written
    asked.push(request.keys);
    if (answer === null) throw new TypeError('offline');
    return Response.json(answer(request));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function ask(id: number, afterMs: number) {
  await vi.advanceTimersByTimeAsync(afterMs);
  entryNamesOf('BRAND').ask([id]);
  await vi.advanceTimersByTimeAsync(50);
  return entryNamesOf('BRAND').get(id);
}

it('asks again for what was not on file, and not at once', async () => {
  answer = has(false);
  expect(await ask(1, 0)).toBeNull();
  answer = has(true);
  expect(await ask(1, 1000)).toBeNull();
  expect(asked).toHaveLength(1);
  expect(await ask(1, 60_000)).toMatchObject({ name: 'Brand 1' });
  await ask(1, 600_000);
  expect(asked).toHaveLength(2);
});

it('asks again after a failure and after an answer of an empty directory', async () => {
  answer = null;
  expect(await ask(2, 0)).toBeUndefined();
  answer = () => ({ results: [{ key: '2', matches: [] }], empty: true });
  expect(await ask(2, 10_000)).toBeUndefined();
  answer = has(true);
  expect(await ask(2, 60_000)).toMatchObject({ name: 'Brand 2' });
});
