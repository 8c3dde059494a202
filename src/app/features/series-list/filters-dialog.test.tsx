// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ListFilters } from '#contract/list-filters.ts';
import { editorsQuery } from '../../api/history-queries.ts';
import { cacheEntry } from '../../series/entity-names.ts';
import { FilterChips } from './filter-chips.tsx';
import { FiltersDialog } from './filters-dialog.tsx';

const SETTINGS = {
  organisation: 'Demo',
  timeZone: 'Asia/Kolkata',
  clusterTimeZone: 'Asia/Kolkata',
  currency: 'INR',
  source: 'embedded',
} as const;
const STORE = { type: 'STORE', id: 1201, name: 'Meridian Bandra', code: 'B1' } as const;

// Nothing is requested: everything is in the cache.
beforeEach(() => onlineManager.setOnline(false));
afterEach(() => {
  cleanup();
  onlineManager.setOnline(true);
});

function show(element: ReactElement) {
  const cache = new QueryClient();
  cacheEntry(cache, { ...STORE, parentId: null, brandId: null, conceptId: null, isActive: true });
  cache.setQueryData(editorsQuery().queryKey, [{ id: 'p1', name: 'Asha' }]);
  render(
    <MantineProvider>
      <QueryClientProvider client={cache}>{element}</QueryClientProvider>
    </MantineProvider>,
  );
  return userEvent.setup();
}

function openDialog(filters: ListFilters, source: 'embedded' | 'upstream' = 'embedded') {
  const applied: ListFilters[] = [];
  const settings = { ...SETTINGS, source };
  const user = show(
    <FiltersDialog
      filters={filters}
      settings={settings}
      now={Date.parse('2026-11-23T06:00:00Z')}
      onFilters={(next) => applied.push(next)}
      onClose={() => {}}
    />,
  );
  return { applied, user, showSeries: () => user.click(screen.getByRole('button', { name: 'Show series' })) };
}

test.each<ListFilters>([
  {},
  { discount: 'ABS,PERC', value: '10..50', codes: 'GENERIC', owner: 'NONE,LOYALTY' },
  { value: '0.5..', maxIssued: 'none', maxRedeemed: '..1000' },
  { value: '20', starts: '2026-11-01..2026-11-30', ends: '2026-12-31..' },
  { starts: 'none', ends: '2026-11-29', validAt: '2026-11-29T14:00' },
  { place: 'STORE:1201', product: 'BRAND:7', property: 'colour=red=dark', changedBy: 'p1' },
  { property: 'colour', changedBy: 'gone' },
])('the form of %j asks for the same', async (filters) => {
  const { applied, showSeries } = openDialog(filters);
  await showSeries();
  expect(applied).toEqual([filters]);
});

test('what is typed is applied together, numbers with separators', async () => {
  const { applied, user, showSeries } = openDialog({});
  await user.click(screen.getByRole('checkbox', { name: 'Percentage' }));
  await user.type(screen.getByLabelText('Limit of coupons, from'), '1,00,000');
  await user.type(screen.getByRole('combobox', { name: 'Custom property, name' }), 'colour');
  await user.type(screen.getByLabelText('Custom property, value'), 'red');
  await showSeries();
  expect(applied).toEqual([{ discount: 'PERC', maxIssued: '100000..', property: 'colour=red' }]);
});

test('Enter applies the filters, but not from a search without an answer yet', async () => {
  const { applied, user } = openDialog({});
  const place = screen.getByRole('combobox', { name: 'Valid in' });
  await user.type(place, 'bandra{Enter}');
  expect(applied).toEqual([]);
  await user.clear(place);
  await user.type(screen.getByLabelText('Discount value, from'), '5{Enter}');
  expect(applied).toEqual([{ value: '5..' }]);
});

test('a filter that cannot be read says why and takes the focus', async () => {
  const { applied, user, showSeries } = openDialog({});
  await user.type(screen.getByLabelText('Discount value, from'), '50');
  await user.type(screen.getByLabelText('Discount value, to'), '10');
  await showSeries();
  expect(applied).toEqual([]);
  expect(screen.getByText('Enter numbers, the smaller one first.')).toBeTruthy();
  const from = screen.getByLabelText('Discount value, from');
  expect(document.activeElement).toBe(from);
  for (const input of [from, screen.getByLabelText('Discount value, to')])
    expect(descriptionOf(input)).toBe('Error: Enter numbers, the smaller one first.');
});

/** What screen readers say of an input that is marked as wrong. */
const descriptionOf = (input: HTMLElement) =>
  input.getAttribute('aria-invalid') === 'true' &&
  document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent;

test('a property without a name says so at its input', async () => {
  const { applied, user, showSeries } = openDialog({});
  await user.type(screen.getByLabelText('Custom property, value'), 'red');
  await showSeries();
  expect(applied).toEqual([]);
  const name = screen.getByRole('combobox', { name: 'Custom property, name' });
  expect(descriptionOf(name)).toContain('Enter the name of the property');
});

test('a place that is typed and not chosen stays, with an error, and no filter is applied', async () => {
  const { applied, user, showSeries } = openDialog({ product: 'BRAND:7' });
  const place = screen.getByRole<HTMLInputElement>('combobox', { name: 'Valid in' });
  await user.type(place, 'bandra');
  await showSeries();
  expect(applied).toEqual([]);
  expect(place.value).toBe('bandra');
  expect(document.activeElement).toBe(place);
  expect(descriptionOf(place)).toBe('Error: Choose one of the results, or clear the text.');
  await user.clear(place);
  await showSeries();
  expect(applied).toEqual([{ product: 'BRAND:7' }]);
});

test('an emptied place asks for none', async () => {
  const { applied, user, showSeries } = openDialog({ place: 'STORE:1201' });
  await user.clear(screen.getByRole('combobox', { name: 'Valid in' }));
  await showSeries();
  expect(applied).toEqual([{}]);
});

test('filters that the mirror cannot answer are off and say why', () => {
  openDialog({}, 'upstream');
  for (const [label, why] of [
    ['Valid in', 'The API does not return the places of a series.'],
    ['Covers', 'The API does not return the products of a series.'],
  ] as const) {
    expect(screen.getByLabelText<HTMLInputElement>(label).disabled, label).toBe(true);
    expect(screen.getByText(why)).toBeTruthy();
  }
});

test('each active filter is named and removed by a press, which leaves the focus in the group', async () => {
  const all: ListFilters = {
    discount: 'ABS,PERC',
    value: '10..',
    ends: '2026-11-29',
    place: 'STORE:1201',
    maxIssued: 'none',
    changedBy: 'p1',
  };
  function Chips() {
    const [filters, setFilters] = useState(all);
    return (
      <>
        <button type="button" id="list-filters">
          Filters
        </button>
        {Object.values(filters).some((text) => text !== undefined) && (
          <FilterChips filters={filters} onFilters={setFilters} />
        )}
      </>
    );
  }
  const user = show(<Chips />);
  const group = screen.getByRole('group', { name: 'Active filters' });
  const names = () =>
    within(group)
      .getAllByRole('button')
      .map((button) => button.textContent);
  expect(names()).toEqual([
    'Remove the filter Discount: Fixed amount or Percentage',
    'Remove the filter Discount value: at least 10',
    'Remove the filter Ends: Sun 29 Nov 2026',
    'Remove the filter Valid in: Meridian Bandra',
    'Remove the filter Limit of coupons: No limit',
    'Remove the filter Changed by: Asha',
    'Clear filters',
  ]);
  await user.click(within(group).getByRole('button', { name: 'Remove the filter Discount value: at least 10' }));
  expect(names()).toHaveLength(6);
  expect(document.activeElement?.textContent).toBe('Remove the filter Ends: Sun 29 Nov 2026');
  await user.click(within(group).getByRole('button', { name: 'Clear filters' }));
  expect(screen.queryByRole('group', { name: 'Active filters' })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Filters' }));
});
