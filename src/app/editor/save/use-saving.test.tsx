// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import type { LastSent } from '#contract/series-endpoints.ts';
import { series } from '#domain/testing/builders.ts';
import { useEditing } from '../state/use-editing.ts';
import { useSaving } from './use-saving.ts';

const settings = {
  organisation: 'Test',
  timeZone: 'UTC',
  clusterTimeZone: 'UTC',
  currency: 'INR',
  source: 'upstream',
} as const;
const client = new QueryClient();
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);
const nothing = () => {};

test('after a reload, the warnings of the last save are at fields that still have the saved value', () => {
  const stored = series({ id: 7, maxCreate: 500, maxRedeem: 90 });
  const { result, rerender } = renderHook(
    ({ lastSent }: { lastSent: LastSent | null }) => {
      const editing = useEditing({ series: stored, revision: 'a' }, 'UTC');
      useSaving({ editing, settings, lastSent, onProblems: nothing, onFinished: nothing });
      return editing;
    },
    { wrapper, initialProps: { lastSent: null as LastSent | null } },
  );
  rerender({
    lastSent: {
      at: '2026-11-23T06:31:00.000Z',
      author: null,
      isOwn: true,
      body: stored.wire,
      // Saved again in another place since.
      after: { ...stored.wire, maxRedeem: 80 },
      warnings: [
        'Cache is stale',
        { code: 745, message: 'Saved with care', field: 'maxCreate' },
        { code: 746, message: 'Not for this value', field: 'maxRedeem' },
      ],
    },
  });
  const serverIssues = () => {
    const { issues, unassigned } = result.current.store.get();
    const all = [...[...issues.values()].flat(), ...unassigned];
    return all.filter(({ from }) => from === 'server').map(({ field, message, code }) => [field, message, code]);
  };
  expect(serverIssues()).toEqual([
    ['maxCreate', 'Saved with care', 745],
    [null, 'Cache is stale', null],
  ]);
  act(() => {
    result.current.form.setValue('maxCreate', 600);
    result.current.pipeline.flush();
  });
  expect(serverIssues()).toEqual([[null, 'Cache is stale', null]]);
});
