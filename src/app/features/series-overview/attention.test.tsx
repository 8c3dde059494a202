// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { LastSent } from '#contract/series-endpoints.ts';
import { series } from '#domain/testing/builders.ts';
import { Attention } from './attention.tsx';

const settings = {
  organisation: 'Test',
  timeZone: 'UTC',
  clusterTimeZone: 'UTC',
  currency: 'INR',
  source: 'upstream',
} as const;

afterEach(cleanup);

async function show(wire: object, lastSent: Partial<LastSent>) {
  const saved = series({ id: 7, ...wire });
  const answer = { at: '2026-11-23T06:31:00.000Z', author: 'Asha Menon', isOwn: false, body: {}, ...lastSent };
  vi.spyOn(window, 'fetch').mockImplementation(async () => Response.json(answer));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <Attention series={saved} settings={settings} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  await screen.findByText(/^Warnings of the save/);
  return screen.getByRole('region', { name: 'Needs attention' });
}

const STORED = { maxCreate: 500, discountValue: 100, validTillDate: '2090-01-01T00:00:00Z' };

test('shows the warnings of the last save with their numbers, its author and its time', async () => {
  const warnings = ['Cache is stale', { code: 745, message: 'Saved with care', field: 'maxCreate' }];
  const card = await show(STORED, { after: series(STORED).wire, warnings });
  expect(card.textContent).toContain('Warnings of the save by Asha Menon on Mon 23 Nov 2026 06:31:00 UTC:');
  const [first, second] = within(card).getAllByRole('listitem').slice(-2);
  expect(first?.textContent).toBe('Warning: Cache is stale');
  expect(second?.textContent).toBe('Warning: Coupons in total: Saved with care 745');
});

test('leaves out a warning about a value that has changed since', async () => {
  const warnings = ['Cache is stale', { code: 745, message: 'Saved with care', field: 'maxCreate' }];
  const card = await show(STORED, { after: series({ ...STORED, maxCreate: 400 }).wire, warnings });
  expect(card.textContent).toContain('Cache is stale');
  expect(card.textContent).not.toContain('Saved with care');
});

test('compares with what was sent if the series could not be read back', async () => {
  const warnings = [{ message: 'Saved with care', field: 'maxCreate' }];
  const card = await show(STORED, { after: null, body: series(STORED).wire, warnings });
  expect(card.textContent).toContain('Saved with care');
});
