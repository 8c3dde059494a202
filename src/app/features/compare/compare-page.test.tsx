// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, configure, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { series } from '#domain/testing/builders.ts';
import { seriesQuery, settingsQuery } from '../../api/series-queries.ts';
import { sessionQuery } from '../../api/session-query.ts';
import { ComparePage } from './compare-page.tsx';

const SETTINGS = {
  organisation: 'Demo',
  timeZone: 'Asia/Kolkata',
  clusterTimeZone: 'UTC',
  currency: 'INR',
  source: 'embedded',
} as const;

configure({ asyncUtilTimeout: 10_000 });
// Nothing is requested: everything is in the cache.
beforeEach(() => onlineManager.setOnline(false));
afterEach(() => {
  cleanup();
  onlineManager.setOnline(true);
});

function open(path: string, wires: Readonly<Record<number, JsonObject>>) {
  const cache = new QueryClient();
  cache.setQueryData(settingsQuery().queryKey, SETTINGS);
  cache.setQueryData(sessionQuery().queryKey, { person: { role: 'support' } } as never);
  for (const [id, wire] of Object.entries(wires))
    cache.setQueryData(seriesQuery(Number(id), 'UTC').queryKey, {
      series: series({ id: Number(id), ...wire }),
      revision: 'first',
    });
  const root = createRootRoute();
  const compare = (route: string) =>
    createRoute({
      getParentRoute: () => root,
      path: route,
      params: {
        parse: (all: Record<string, string>) =>
          Object.fromEntries(Object.entries(all).map(([key, text]) => [key, Number(text)])),
      },
      component: ComparePage,
    });
  const router = createRouter({
    routeTree: root.addChildren([
      compare('/series/$id/compare'),
      compare('/series/$id/compare/$other'),
      createRoute({ getParentRoute: () => root, path: '/series/$id', component: () => null }),
    ]),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  render(
    <MantineProvider>
      <QueryClientProvider client={cache}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

test('shows the differences of two series first, with the entries that only one has', async () => {
  const places = (...ids: number[]) => ids.map((id) => ({ redemptionOrgEntityType: 'STORE', orgEntityId: id }));
  open('/series/1/compare/2', {
    1: { description: 'Spring', maxRedeem: 5, redemptionOrgEntityDetails: places(7, 8) },
    2: { description: 'Summer', maxRedeem: 6, redemptionOrgEntityDetails: places(7, 9) },
  });
  const table = await screen.findByRole('table', { name: 'Differences' });
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent),
  ).toEqual(['Field', 'Spring', 'Summer']);
  const row = (label: string) => within(table).getByText(label).closest('tr')?.textContent;
  expect(row('Redemptions in total')).toBe('Redemptions in total5 redemptions6 redemptions');
  expect(row('Where coupons are redeemed')).toContain('Only here: store 8');
  expect(row('Where coupons are redeemed')).toContain('Only here: store 9');
  expect(within(table).queryByText('Smallest bill')).toBeNull();
  expect(screen.getByRole('table', { name: 'Not known' }).textContent).toContain('Products');
  expect(screen.getByRole('button', { name: /^The same in both \(\d+\)$/ })).toBeTruthy();
});

test('without another series, asks for it', async () => {
  open('/series/1/compare', { 1: {} });
  expect(await screen.findByLabelText('Compare with')).toBeTruthy();
});

test('with the same series twice, says so and asks for another', async () => {
  open('/series/1/compare/1', { 1: {} });
  expect(await screen.findByText(/the same series twice/)).toBeTruthy();
  expect(screen.getByLabelText('Compare with')).toBeTruthy();
});
