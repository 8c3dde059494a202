// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
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

describe('a change that did not come from the form', () => {
  const STORED = series({ id: 7, clientHandlingType: 'DISC_CODE', maxCreate: 500, description: 'Diwali' });
  const open = () =>
    renderHook(
      () => {
        const editing = useEditing({ series: STORED, revision: 'a' }, 'UTC');
        const saving = useSaving({ editing, settings, lastSent: null, onProblems: nothing, onFinished: nothing });
        return { editing, saving };
      },
      { wrapper },
    ).result;
  const review = (page: ReturnType<typeof open>) => act(() => page.current.saving.review());

  test.each([
    ['clientHandlingType', 'GENERIC'],
    ['expiryStrategyType', 'MONTHS'],
  ] as const)('of the locked field %s asks to unlock it before the review', async (field, value) => {
    const page = open();
    act(() => page.current.editing.form.setValue(field, value));
    if (field === 'clientHandlingType') act(() => page.current.editing.form.setValue('genericCode', 'DIWALI15'));
    if (field === 'expiryStrategyType') act(() => page.current.editing.form.setValue('expiryStrategyValue', 30));
    review(page);
    await waitFor(() => expect(page.current.saving.dialog).toEqual({ type: 'unlock', field }));
    act(() => page.current.saving.unlock(field));
    expect(page.current.saving.dialog?.type).toBe('review');
    act(() => page.current.saving.close());
    review(page);
    await waitFor(() => expect(page.current.saving.dialog?.type).toBe('review'));
  });

  test('of a field without a lock opens the review', async () => {
    const page = open();
    act(() => page.current.editing.form.setValue('maxCreate', 600));
    review(page);
    await waitFor(() => expect(page.current.saving.dialog?.type).toBe('review'));
  });

  test('after a conflict was shown is kept when the conflict is resolved', () => {
    const page = open();
    act(() => page.current.editing.form.setValue('maxCreate', 600));
    const theirs = { series: series({ ...STORED.wire, description: 'Diwali 2027' }), revision: 'b' };
    act(() => page.current.editing.form.setValue('maxRedeem', 90));
    act(() => page.current.saving.resolveConflict(theirs, new Set()));
    const { base, values } = page.current.editing.store.get();
    expect(base).toEqual(theirs.series);
    expect(values).toMatchObject({ maxCreate: 600, maxRedeem: 90, description: 'Diwali 2027' });
  });
});
