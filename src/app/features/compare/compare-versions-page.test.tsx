// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { HistoryEntry } from '#contract/history-endpoints.ts';
import { series } from '#domain/testing/builders.ts';
import { historyQuery, journalEntryQuery } from '../../api/history-queries.ts';
import { seriesQuery } from '../../api/series-queries.ts';
import { openPage, withoutServer } from '../../page-test-kit.tsx';
import { CompareVersionsPage } from './compare-versions-page.tsx';
import { readVersionRef, versionText } from './version-search.ts';

withoutServer();

const version = (maxRedeem: number) => series({ id: 1, description: 'Spring', maxRedeem }).wire;
const [first, second] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const entry = (id: string, hour: number, before: number, after: number): HistoryEntry => ({
  id,
  seriesId: 1,
  at: `2026-11-23T0${hour}:00:00.000Z`,
  author: 'Asha Menon',
  isOwn: false,
  origin: 'app',
  changeReason: null,
  restored: null,
  state: 'saved',
  reason: null,
  before: version(before),
  body: version(after),
  after: version(after),
  warnings: [],
});
const ENTRIES = [entry(second, 6, 6, 7), entry(first, 5, 5, 6)];

const open = (search: string, entries = ENTRIES) =>
  openPage(`/series/1/versions${search}`, {
    pages: { '/series/$id/versions': CompareVersionsPage, '/series/$id': () => null },
    fill: (cache) => {
      cache.setQueryData(seriesQuery(1, 'UTC').queryKey, {
        series: series({ id: 1, description: 'Spring', maxRedeem: 8 }),
        revision: 'first',
      });
      const page = { pages: [{ entries: [...entries], next: null }], pageParams: [''] };
      cache.setQueryData(historyQuery(1, {}).queryKey, page);
      for (const each of ENTRIES) cache.setQueryData(journalEntryQuery(1, each.id).queryKey, each);
    },
  });
const limits = async () => {
  const table = await screen.findByRole('table', { name: 'Differences' });
  return within(table).getByText('Redemptions in total').closest('tr')?.textContent;
};

test('shows what the last save and later changes did, and then any two versions', async () => {
  const { router } = open('');
  expect(await limits()).toBe('Redemptions in total6 redemptions8 redemptions');
  const choose = (label: string, option: RegExp) => {
    const select = screen.getByLabelText<HTMLSelectElement>(label);
    const value = [...select.options].find(({ text }) => option.test(text))?.value;
    fireEvent.change(select, { target: { value } });
  };
  // 05:00 UTC is 10:30 in India.
  choose('This version', /^Before the save of .*10:30/);
  await expect.poll(limits).toBe('Redemptions in total5 redemptions8 redemptions');
  choose('and this one', /^After the save of .*11:30/);
  await expect.poll(limits).toBe('Redemptions in total5 redemptions7 redemptions');
  expect(router.state.location.search).toEqual({ a: `${first}.before`, b: `${second}.after` });
});

test('opens the versions of the URL, ignores what is none, and shows one version twice without a difference', async () => {
  open(`?a=${second}.after&b=gone`);
  expect(await limits()).toBe('Redemptions in total7 redemptions8 redemptions');
  fireEvent.change(screen.getByLabelText('This version'), { target: { value: 'now' } });
  expect(await screen.findByText('Differences (0)')).toBeTruthy();
});

test('without a save, there is nothing to compare', async () => {
  open('', []);
  expect(await screen.findByText('No change yet')).toBeTruthy();
});

test('references of versions', () => {
  for (const text of ['now', `${first}.before`, `${first}.after`]) {
    const ref = readVersionRef(text);
    expect(ref && versionText(ref)).toBe(text);
  }
  for (const text of ['', 'later', first, `${first}.gone`, `${first}.before.after`, 'x.before', 7, null, undefined])
    expect(readVersionRef(text)).toBeNull();
});
