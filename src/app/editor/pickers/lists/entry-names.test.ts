import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LookupAnswer, LookupRequest } from '#contract/directory-endpoints.ts';
import { entryNameCache } from './entry-names.ts';

/** The next answer of the server; null for no answer. */
let answer: ((request: LookupRequest) => LookupAnswer) | null = null;
let requestedKeys: (readonly string[])[] = [];

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
const answerWith = (isFound: boolean) => (request: LookupRequest) => ({
  results: request.keys.map((key) => ({ key, matches: isFound ? [entry(Number(key))] : [] })),
  empty: false,
});

beforeEach(() => {
  vi.useFakeTimers();
  requestedKeys = [];
  vi.stubGlobal('fetch', async (_: string, init: { readonly body: string }) => {
    const request = JSON.parse(init.body) as LookupRequest; // written by `lookupAll`
    requestedKeys.push(request.keys);
    if (answer === null) throw new TypeError('offline');
    return Response.json(answer(request));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function loadAfter(id: number, afterMs: number) {
  await vi.advanceTimersByTimeAsync(afterMs);
  entryNameCache('BRAND').load([id]);
  await vi.advanceTimersByTimeAsync(50);
  return entryNameCache('BRAND').get(id);
}

it('retries an unknown id after a minute', async () => {
  answer = answerWith(false);
  expect(await loadAfter(1, 0)).toBeNull();
  answer = answerWith(true);
  expect(await loadAfter(1, 1000)).toBeNull();
  expect(requestedKeys).toHaveLength(1);
  expect(await loadAfter(1, 60_000)).toMatchObject({ name: 'Brand 1' });
  await loadAfter(1, 600_000);
  expect(requestedKeys).toHaveLength(2);
});

it('retries after a failure and after the answer of an empty directory', async () => {
  answer = null;
  expect(await loadAfter(2, 0)).toBeUndefined();
  answer = () => ({ results: [{ key: '2', matches: [] }], empty: true });
  expect(await loadAfter(2, 10_000)).toBeUndefined();
  answer = answerWith(true);
  expect(await loadAfter(2, 60_000)).toMatchObject({ name: 'Brand 2' });
});
