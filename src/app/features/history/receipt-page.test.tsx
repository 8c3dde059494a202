// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { HistoryEntry } from '#contract/history-endpoints.ts';
import { series } from '#domain/testing/builders.ts';
import { journalEntryQuery } from '../../api/history-queries.ts';
import { openPage, withoutServer } from '../../page-test-kit.tsx';
import { textOf } from '../../ui/text-of.ts';
import { ReceiptPage } from './receipt-page.tsx';

withoutServer();

const { wire } = series({
  id: 1,
  description: 'Spring',
  maxRedeem: 5_000,
  numIssued: 9_000,
  numRedeemed: 1_000,
  isMultipleUseAllowed: false,
});
/** The parameters of the test kit are numbers. */
const ENTRY = '7';
const entry: HistoryEntry = {
  id: ENTRY,
  seriesId: 1,
  at: '2026-06-10T06:00:00.000Z',
  author: 'Asha Menon',
  isOwn: true,
  origin: 'app',
  changeReason: 'Budget',
  restored: null,
  state: 'saved',
  reason: null,
  before: wire,
  body: { ...wire, maxRedeem: 4_000 },
  after: { ...wire, maxRedeem: 4_000 },
  warnings: [{ code: 745, message: 'Saved with care', field: 'maxCreate' }],
};

async function receipt(parts: Partial<HistoryEntry> = {}): Promise<string> {
  openPage(`/series/1/receipts/${ENTRY}`, {
    pages: { '/series/$id/receipts/$entry': ReceiptPage, '/series/$id/history': () => null, '/series/$id': () => null },
    fill: (cache) => cache.setQueryData(journalEntryQuery(1, Number(ENTRY) as never).queryKey, { ...entry, ...parts }),
  });
  return textOf(await screen.findByRole('article'));
}

test('says who, when, why, each change, the effect on issued coupons, and warnings', async () => {
  expect(await receipt()).toBe(
    `Saved and verified
Series: Spring (1)
Saved by: Asha Menon (you), in the form
When: Wed 10 Jun 2026 11:30:00 IST
Reason: Budget

1 change
Redemptions in total (maxRedeem): 5,000 redemptions → 4,000 redemptions
3,000 more redemptions are possible, and customers hold 8,000 coupons issued and not redeemed: 5,000 of them will be refused.

Coupons already issued
Before this save: 8,000 coupons issued and not redeemed. The notes above say what changed for them.

Warnings of the API
Coupons in total: Saved with care
Nothing else changed.
Entry 7`,
  );
});

test('does not claim that a save is verified if the API stored something else', async () => {
  const text = await receipt({ after: { ...wire, maxRedeem: 4_001, ownedBy: 'LOYALTY' } });
  expect(text).toContain('Saved, and the API changed something');
  expect(text).toContain(`What the API changed by itself
Redemptions in total (maxRedeem): 4,000 redemptions → 4,001 redemptions`);
  expect(text).not.toContain('Nothing else changed');
});

test.each([
  ['refused', 'Refused, nothing was changed'],
  ['unknown', 'Not confirmed by the loyalty API'],
] as const)('a save with the outcome %s shows what it was to change', async (state, title) => {
  const text = await receipt({ state, after: null });
  expect(text).toContain(title);
  expect(text).toContain('5,000 redemptions → 4,000 redemptions');
  expect(text).not.toContain('Nothing else changed');
});
