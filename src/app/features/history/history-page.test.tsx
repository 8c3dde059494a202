// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { HistoryEntry } from '#contract/history-endpoints.ts';
import type { Role } from '#domain/permissions.ts';
import { series } from '#domain/testing/builders.ts';
import { editorsQuery, historyQuery } from '../../api/history-queries.ts';
import { seriesQuery } from '../../api/series-queries.ts';
import { leftEditQuery } from '../../editor/state/left-edit.ts';
import { openPage, withoutServer } from '../../page-test-kit.tsx';
import { HistoryPage } from './history-page.tsx';

withoutServer();

const loaded = series({ id: 1, description: 'Spring', maxRedeem: 6 });
const { wire } = loaded;
let count = 0;
const entry = (parts: Partial<HistoryEntry>): HistoryEntry => ({
  id: `entry-${(count += 1)}`,
  seriesId: 1,
  at: '2026-11-23T06:00:00.000Z',
  author: 'Asha Menon',
  isOwn: false,
  origin: 'app',
  changeReason: null,
  restored: null,
  state: 'saved',
  reason: null,
  before: wire,
  body: wire,
  after: wire,
  warnings: [],
  ...parts,
});

const open = (entries: readonly HistoryEntry[], search = '', role: Role = 'support') =>
  openPage(`/series/1/history${search}`, {
    pages: { '/series/$id/history': HistoryPage, '/series/$id': () => null, '/series/$id/edit': () => null },
    role,
    fill: (cache) => {
      cache.setQueryData(seriesQuery(1, 'UTC').queryKey, { series: loaded, revision: 'first' });
      cache.setQueryData(editorsQuery().queryKey, [{ id: 'asha', name: 'Asha Menon' }]);
      const page = { pages: [{ entries: [...entries], next: null }], pageParams: [''] };
      cache.setQueryData(historyQuery(1, {}).queryKey, page);
      const none = { ...page, pages: [{ entries: [], next: null }] };
      cache.setQueryData(historyQuery(1, { person: 'asha' }).queryKey, none);
    },
  });

test('lists the saves by day in the zone of the viewer, with who, from where, why, before and after', async () => {
  open([
    entry({ before: { ...wire, maxRedeem: 5 }, changeReason: 'Budget', isOwn: true }),
    // 19:00 UTC is the next day in India.
    entry({ at: '2026-11-21T19:00:00.000Z', author: null, origin: 'api', before: { ...wire, description: 'Old' } }),
    entry({ at: '2026-11-21T18:00:00.000Z', state: 'refused', after: null, body: { ...wire, maxRedeem: 9 } }),
  ]);
  const day = (name: string) => screen.getByRole('region', { name });
  await screen.findByText('Reason: Budget');
  const [first] = within(day('Mon 23 Nov 2026')).getAllByRole('article');
  expect(first?.textContent).toContain('YouMon 23 Nov 2026 11:30:00 ISTin the form');
  expect(first?.textContent).toContain('from 5 redemptions');
  expect(first?.textContent).toContain(' to 6 redemptions');
  expect(day('Sun 22 Nov 2026').textContent).toContain('A scriptSun 22 Nov 2026 00:30:00 ISTby a script');
  expect(day('Sun 22 Nov 2026').textContent).toContain('Old');
  expect(day('Sat 21 Nov 2026').textContent).toContain('Refused, nothing was changed.');
  expect(screen.getByText('Days and times are in Asia/Kolkata (IST).')).toBeTruthy();
});

test('opens the editor with a value or a version of an entry, and with the journal entry that it comes from', async () => {
  const first = { ...wire, maxRedeem: 4, description: 'First' };
  const second = { ...wire, maxRedeem: 5, description: 'Second' };
  const entries = [
    entry({ id: 'c', before: second, after: wire }),
    entry({ id: 'b', before: first, after: second }),
    entry({ id: 'a', before: { ...wire, maxRedeem: 3 }, after: first }),
  ];
  const left = async (button: RegExp, index: number) => {
    const { cache } = open(entries, '', 'marketer');
    const buttons = await screen.findAllByRole('button', { name: button });
    fireEvent.click(buttons[index] as HTMLElement);
    await vi.waitUntil(() => cache.getQueryData(leftEditQuery(1).queryKey));
    const edit = cache.getQueryData(leftEditQuery(1).queryKey);
    cleanup();
    return [edit?.values.description, edit?.values.maxRedeem, edit?.restored?.reference];
  };
  expect(await left(/^Put back: Name as before/, 0)).toEqual(['Second', 6, 'c.before']);
  expect(await left(/^Put back: Redemptions in total as before/, 1)).toEqual(['Spring', 4, 'b.before']);
  // The newest version is the stored one, so it has no button.
  expect(await left(/^Restore this version/, 0)).toEqual(['Second', 5, 'b.after']);
  expect(await left(/^Restore this version/, 1)).toEqual(['First', 4, 'a.after']);
  expect(await left(/^Restore the version before it/, 0)).toEqual(['Spring', 3, 'a.before']);
});

test('offers no restore to a viewer who may not edit', async () => {
  open([entry({ before: { ...wire, maxRedeem: 5 } })]);
  await screen.findByRole('article');
  expect(screen.queryByRole('button', { name: /^(Put back|Restore)/ })).toBeNull();
});

test('stores the filter in the URL, and clears it when nothing matches', async () => {
  const { router } = open([entry({})]);
  fireEvent.change(await screen.findByLabelText('Person'), { target: { value: 'asha' } });
  await screen.findByText('No entry matches');
  expect(router.state.location.search).toEqual({ person: 'asha' });
  fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
  await vi.waitUntil(() => screen.queryByRole('article'));
  expect(router.state.location.search).toEqual({});
});
