// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_PREFERENCES } from '#contract/endpoint-constants.ts';
import type { DirectoryEntry, LookupRequest } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { cacheEntry, useEntry, useListNames } from './entity-names.ts';
import { resetForUser } from '../api/replace-session.ts';

/** What the directory has: everything, nothing of what is asked, or no entries of the type at all. Null: no answer. */
let directory: 'full' | 'without' | 'empty' | null = 'full';
let lookups: LookupRequest[] = [];
let client: QueryClient;

const entry = (type: EntryType, id: number): DirectoryEntry => ({
  type,
  id,
  code: null,
  name: `${type} ${id}`,
  parentId: type === 'STORE' ? 31 : null,
  brandId: null,
  conceptId: null,
  isActive: true,
});

beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient();
  directory = 'full';
  lookups = [];
  vi.stubGlobal('fetch', async (path: string, init: { readonly body: string }) => {
    if (directory === null) throw new TypeError('offline');
    // The two requests that `entity-names.ts` sends.
    const body = JSON.parse(init.body) as LookupRequest | { readonly entries: unknown };
    if (!('keys' in body)) return Response.json({ items: path.endsWith('ancestors') ? [entry('ZONE', 31)] : [] });
    lookups.push(body);
    const [type = 'SKU'] = body.types;
    return Response.json({
      results: body.keys.map((key) => ({ key, matches: directory === 'full' ? [entry(type, Number(key))] : [] })),
      empty: directory === 'empty',
    });
  });
});
afterEach(() => {
  cleanup();
  client.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const wrapper = ({ children }: PropsWithChildren) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);
const wait = async (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms));
const renderEntry = (type: EntryType, id: number) => renderHook(() => useEntry(type, id), { wrapper }).result;
const renderList = (start: readonly { readonly type: string; readonly id: number }[]) =>
  renderHook(({ refs }) => useListNames(refs), { wrapper, initialProps: { refs: start } });

it('sends the ids of a moment as one request per type', async () => {
  const results = [renderEntry('SKU', 1), renderEntry('SKU', 2), renderEntry('SKU', 2), renderEntry('BRAND', 1)];
  await wait(50);
  expect(results.map(({ current }) => current?.name)).toEqual(['SKU 1', 'SKU 2', 'SKU 2', 'BRAND 1']);
  expect(lookups.map(({ types, keys }) => [types, keys])).toEqual([
    [['SKU'], ['1', '2']],
    [['BRAND'], ['1']],
  ]);
});

it('asks for an unknown id again after a minute, and no more when it is known', async () => {
  directory = 'without';
  const result = renderEntry('BRAND', 1);
  await wait(50);
  expect(result.current).toBeNull();
  directory = 'full';
  await wait(59_000);
  expect(result.current).toBeNull();
  expect(lookups).toHaveLength(1);
  await wait(2000);
  expect(result.current?.name).toBe('BRAND 1');
  await wait(600_000);
  expect(lookups).toHaveLength(2);
});

it('tries again after a failure, and after the answer of an empty directory', async () => {
  directory = null;
  const result = renderEntry('BRAND', 2);
  await wait(50);
  expect(result.current).toBeUndefined();
  directory = 'empty';
  await wait(10_100);
  expect(lookups).toHaveLength(1);
  expect(result.current).toBeUndefined();
  directory = 'full';
  await wait(60_100);
  expect(result.current?.name).toBe('BRAND 2');
});

it('does not load an entry that a search has cached', async () => {
  cacheEntry(client, entry('SKU', 5));
  const result = renderEntry('SKU', 5);
  await wait(50);
  expect(result.current?.name).toBe('SKU 5');
  expect(lookups).toEqual([]);
});

it('drops an answer that arrives after the sign-out', async () => {
  renderHook(() => useEntry('SKU', 9), { wrapper }).unmount();
  resetForUser(client, {
    person: null,
    preferences: DEFAULT_PREFERENCES,
    ways: { oidc: null, demo: true, noAccounts: false },
  });
  await wait(100);
  expect(client.getQueryCache().findAll({ queryKey: ['directory'] })).toEqual([]);
});

it('loads a list with one query, then only what a changed list adds', async () => {
  const refs = Array.from({ length: 10_000 }, (_, at) => ({ type: 'SKU', id: 1 + at }));
  const { result, rerender } = renderList(refs);
  await wait(100);
  expect(result.current.nameOf({ type: 'SKU', id: 10_000 })?.name).toBe('SKU 10000');
  expect(client.getQueryCache().getAll()).toHaveLength(1);

  rerender({ refs: [...refs.slice(1), { type: 'STORE', id: 7 }, { type: 'PLANET', id: 3 }] });
  expect(result.current.nameOf({ type: 'SKU', id: 10_000 })?.name).toBe('SKU 10000');
  await wait(100);
  expect(lookups.map(({ types, keys }) => [types, keys.length])).toEqual([
    [['SKU'], 10_000],
    [['STORE'], 1],
  ]);
  expect(result.current.nameOf({ type: 'STORE', id: 7 })?.name).toBe('STORE 7');
  expect(result.current.nameOf({ type: 'ZONE', id: 31 })?.name).toBe('ZONE 31');
  expect(result.current.nameOf({ type: 'PLANET', id: 3 })).toBeUndefined();
});

it('keeps the names of a list whose new entry cannot be loaded, says why, and tries again', async () => {
  const { result, rerender } = renderList([{ type: 'STORE', id: 1 }]);
  await wait(50);
  directory = null;
  rerender({
    refs: [
      { type: 'STORE', id: 1 },
      { type: 'STORE', id: 2 },
    ],
  });
  await wait(50);
  expect(result.current.nameOf({ type: 'STORE', id: 1 })?.name).toBe('STORE 1');
  expect(result.current.failure).toBe('The server cannot be reached.');
  directory = 'full';
  await wait(10_100);
  expect(result.current.nameOf({ type: 'STORE', id: 2 })?.name).toBe('STORE 2');
  expect(result.current.failure).toBeNull();
});
