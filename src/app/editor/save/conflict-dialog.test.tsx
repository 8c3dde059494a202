// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Save } from '#contract/series-endpoints.ts';
import { merge } from '#domain/change/merge.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { series, typed } from '#domain/testing/builders.ts';
import { ConflictDialog } from './conflict-dialog.tsx';

afterEach(cleanup);

const base = series({ description: 'Start', maxCreate: 10 });
const theirs = series({ description: 'Stored', maxCreate: 20 });
const mine = typed(base, { description: 'Typed' });
const asha: Save = { at: '2026-11-23T06:31:00.000Z', author: 'Asha Menon', isOwn: false };
const own: Save = { at: '2026-11-23T06:40:00.000Z', author: 'Rohan Iyer', isOwn: true };
const script: Save = { at: '2026-11-23T06:45:00.000Z', author: null, isOwn: false };

function textWith(saves: readonly Save[] | null): string {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <ConflictDialog
          base={base}
          mine={mine}
          theirs={theirs}
          merged={merge(base, mine, theirs)}
          saves={saves}
          zone="UTC"
          print={{ currency: 'INR', zone: 'UTC', gates: gatesOf(base.values, base.wire) }}
          onResolve={() => {}}
          onClose={() => {}}
        />
      </MantineProvider>
    </QueryClientProvider>,
  );
  return screen.getByRole('dialog').textContent;
}

test('names who saved, and when', () => {
  const text = textWith([own, asha, script]);
  expect(text).toMatch(/^Someone else saved this series/);
  expect(text).toContain(
    'Saved by you on Mon 23 Nov 2026 06:40:00 UTC, then by Asha Menon on Mon 23 Nov 2026 06:31:00 UTC, then by a script on Mon 23 Nov 2026 06:45:00 UTC.',
  );
  expect(text).toContain('They changed Coupons in total');
});

test('does not claim that someone else saved if it was the user, in another tab', () => {
  const text = textWith([own]);
  expect(text).toMatch(/^You saved this series elsewhere/);
  expect(text).toContain('Your other save changed Coupons in total');
  expect(text).toContain('Here: Typed');
  expect(text).toContain('The other save: Stored');
  expect(text).not.toMatch(/someone|they|theirs|both of you/i);
});

test('names no author if a change was made in another way', () => {
  expect(textWith(null)).toContain('It is not known who changed it.');
});
