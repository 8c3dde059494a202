// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { series } from '#domain/testing/builders.ts';
import { seriesQuery } from '../../api/series-queries.ts';
import { openPage, withoutServer } from '../../page-test-kit.tsx';
import { ComparePage } from './compare-page.tsx';

withoutServer();

const open = (path: string, wires: Readonly<Record<number, JsonObject>>) =>
  openPage(path, {
    pages: { '/series/$id/compare': ComparePage, '/series/$id/compare/$other': ComparePage, '/series/$id': () => null },
    fill: (cache) => {
      for (const [id, wire] of Object.entries(wires))
        cache.setQueryData(seriesQuery(Number(id), 'UTC').queryKey, {
          series: series({ id: Number(id), ...wire }),
          revision: 'first',
        });
    },
  });

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
