// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import type { Role } from '#domain/permissions.ts';
import { series } from '#domain/testing/builders.ts';
import { lastSentQuery, seriesQuery } from '../../api/series-queries.ts';
import { openPage, withoutServer } from '../../page-test-kit.tsx';
import { CheckPage } from './check-page.tsx';

const ID = 698948;
withoutServer();

async function openCheck(search: string, wire: JsonObject, role: Role = 'marketer') {
  const nothing = () => null;
  const { router } = openPage(`/series/${ID}/check${search}`, {
    pages: { '/series': nothing, '/series/$id': nothing, '/series/$id/edit': nothing, '/series/$id/check': CheckPage },
    role,
    fill: (cache) => {
      cache.setQueryData(seriesQuery(ID, 'UTC').queryKey, { series: series(wire), revision: 'first' });
      cache.setQueryData(lastSentQuery(ID).queryKey, null);
    },
  });
  const verdict = await screen.findByRole('region', { name: 'Verdict' });
  return { verdict, router, user: userEvent.setup() };
}

const OFFER = { minBillAmount: 500, maxRedeem: 5, numRedeemed: 5, validTillDate: '2090-01-01T00:00:00Z' };

test('an error number in the URL gives its meaning, the field with its values, and what to ask', async () => {
  await openCheck('?error=714', OFFER);
  const error = screen.getByRole('region', { name: 'Error 714' });
  expect(error.textContent).toContain('The limit of the whole series is reached.');
  expect(error.textContent).toContain('At most 5 times; 5 in the series so far.');
  expect(within(error).getByRole('link', { name: 'Redemptions in total' }).getAttribute('href')).toBe(
    `/series/${ID}/edit#field-maxRedeem`,
  );
  expect(error.textContent).toContain('Compare the limit with the redemptions so far.');
});

test('an error number that the figures do not explain says so', async () => {
  await openCheck('?error=714', { ...OFFER, numRedeemed: 2 });
  expect(screen.getByRole('region', { name: 'Error 714' }).textContent).toContain('The figures do not explain 714:');
});

test('what is typed is checked at each key, and stays in the URL; another URL replaces it', async () => {
  const { verdict, router, user } = await openCheck('', OFFER);
  expect(verdict.textContent).toContain('1 rule refuses it');
  await user.type(screen.getByLabelText('Bill'), '300');
  expect(verdict.textContent).toContain('Smallest bill: ₹500 or more; the bill is ₹300.');
  expect(screen.getByRole('region', { name: 'To read out' }).textContent).toContain('It needs a bill of ₹500 or more.');
  await waitFor(() => expect(router.state.location.search).toEqual({ bill: 300 }));
  expect(screen.getByLabelText<HTMLInputElement>('Bill').value).toBe('300');
  await act(() => router.navigate({ to: `/series/${ID}/check`, search: { error: 733 } } as never));
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Bill').value).toBe(''));
  expect(screen.getByRole('region', { name: 'Error 733' })).toBeTruthy();
});

test('those who may only read get a note for a marketer instead of links into the editor', async () => {
  const { verdict } = await openCheck('?bill=300', OFFER, 'support');
  expect(verdict.textContent).toContain('Refused');
  expect(screen.getByRole('button', { name: 'Copy a note for a marketer' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: /Smallest bill/ })).toBeNull();
  expect(screen.getByText('Smallest bill: ₹500 → ₹300')).toBeTruthy();
});

test('a product in the URL is checked, but left to the till', async () => {
  const { verdict } = await openCheck('?product=SKU:9', {
    validTillDate: '2090-01-01T00:00:00Z',
    productInfo: [{ productType: 'SKU', productIds: [1] }],
  });
  expect(verdict.textContent).toContain('The till may refuse it. Products: 1 SKU; the product is SKU 9.');
  expect(screen.getByRole('region', { name: 'Smallest change' }).textContent).toContain('It works on SKU 1.');
});

test('the switch checks issuing on the same page, and the URL says so', async () => {
  const { verdict, router, user } = await openCheck('?error=619', {
    validTillDate: '2090-01-01T00:00:00Z',
    doNotResendExistingVoucher: true,
    isMultipleVouchersPerUserAllowed: false,
  });
  expect(screen.getByRole('region', { name: 'Error 619' }).textContent).toContain('not to redeeming one');
  await user.click(screen.getByRole('radio', { name: 'Issuance' }));
  const error = screen.getByRole('region', { name: 'Error 619' });
  expect(within(error).getByRole('link', { name: 'A customer who already holds a coupon' })).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('Customer holds an unused coupon'), 'Yes');
  expect(verdict.textContent).toContain('No coupon');
  expect(screen.getByRole('region', { name: 'To read out' }).textContent).toContain('You have a coupon of this offer');
  const change = screen.getByRole('region', { name: 'Smallest change' });
  expect(
    within(change)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual([
    `/series/${ID}/edit#field-doNotResendExistingVoucher`,
    `/series/${ID}/edit#field-isMultipleVouchersPerUserAllowed`,
  ]);
  await waitFor(() => expect(router.state.location.search).toEqual({ kind: 'issuance', error: 619, holds: 'yes' }));
  expect(screen.queryByLabelText('Bill')).toBeNull();
});

test('a URL with anything in it opens the page', async () => {
  const { verdict } = await openCheck(
    '?bill=%F0%9F%98%80&moment=x&place=ZONE:1&product=STORE:1&error=9999999&issuedTo=%25&x=%22',
    OFFER,
  );
  expect(verdict.textContent).toContain('Refused');
  expect(screen.getByText('Enter an amount.')).toBeTruthy();
});

test('values of the address that cannot be read are named, until an input changes it', async () => {
  const { user } = await openCheck('?bill=300&holds=maybe&colour=red&issuedTo=someone', OFFER);
  const notice = /so the check ignores them: Customer holds an unused coupon, “colour”, Coupon issued to\./;
  expect(screen.getByText(notice)).toBeTruthy();
  await user.type(screen.getByLabelText('Bill'), '0');
  await waitFor(() => expect(screen.queryByText(notice)).toBeNull());
});
