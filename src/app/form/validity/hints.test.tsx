// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { afterEach, expect, test } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#catalogue/kinds.ts';
import type { Settings } from '#contract/api.ts';
import { series } from '#domain/testing.ts';
import { EditorProvider, type FormValues } from '../editor-context.tsx';
import { createEditorStore } from '../editor-store.ts';
import { SwitchQuestion } from '../discount/switch-question.tsx';
import { WorkedExample } from '../discount/worked-example.tsx';
import { CouponLife } from './coupon-life.tsx';
import { LastSecond, TransactionsSoFar } from './date-hints.tsx';

const SETTINGS: Settings = {
  organisation: 'Demo',
  timeZone: 'Asia/Kolkata',
  clusterTimeZone: 'UTC',
  currency: 'INR',
  source: 'upstream',
};

afterEach(cleanup);

function draw(children: ReactNode, wire: JsonObject, edits: Partial<Values> = {}, settings = SETTINGS) {
  const base = series(wire, settings.clusterTimeZone);
  function Held() {
    const form = useForm<FormValues>({ defaultValues: { ...base.values, ...edits } });
    const store = createEditorStore(base, settings.clusterTimeZone, Date.now);
    const rest = { base, settings, lastSent: null, unlocked: new Set<never>(), unlock: () => {} };
    return <EditorProvider value={{ form, store, ...rest }}>{children}</EditorProvider>;
  }
  const view = render(
    <MantineProvider>
      <Held />
    </MantineProvider>,
  );
  return { ...view, user: userEvent.setup(), text: () => view.container.textContent };
}

const BORROWED = { validTillDate: '2120-02-11T10:23:17Z', ownerValidity: 4737090197000, fixedExpiryDate: 0 };

test('says what the API will store where it is not what is sent', async () => {
  const { findByText } = draw(<LastSecond />, { validTillDate: '2030-12-06T10:00:00Z' });
  await findByText('The API cuts the time of day: this will be stored as Fri 6 Dec 2030 00:00:00 UTC.');
  cleanup();
  // A day that was picked is sent so that the cut leaves it alone.
  const edits = { validTillDate: '2030-12-07' };
  expect(draw(<LastSecond />, { validTillDate: '2030-12-06T10:00:00Z' }, edits).text()).not.toContain('cuts');
  cleanup();
  expect(draw(<LastSecond />, BORROWED).text()).toContain('Follows its owner.');
  cleanup();
  const own = { ...SETTINGS, source: 'embedded' as const };
  expect(draw(<LastSecond />, { validTillDate: '2030-12-06T10:00:00Z' }, {}, own).text()).not.toContain('cuts');
});

test('says nothing of a day that is half typed', () => {
  const edits = { validTillDate: { odd: 'typed', text: '6 de' } as const };
  const { text } = draw(<LastSecond />, { validTillDate: '2030-12-06T00:00:00Z' }, edits);
  expect(text()).not.toMatch(/Last second|The API/);
});

test('a coupon’s life waits for values, and for a day of issue', async () => {
  const edits = { expiryStrategyValue: { odd: 'typed', text: '3o' } as const };
  const wire = { expiryStrategyType: 'DAYS', validTillDate: '2099-12-06T00:00:00Z' };
  expect(draw(<CouponLife />, wire, edits).text()).toContain('before there is a value in “Coupon lives for”');
  cleanup();
  const { user, getByRole, queryByRole, text } = draw(<CouponLife />, { ...wire, expiryStrategyValue: 10 });
  const input = getByRole('textbox', { name: 'Issued on' });
  expect(getByRole('list', { name: 'Life of a coupon' })).toBeTruthy();
  await user.clear(input);
  await user.type(input, '1 dec 2099');
  expect(text()).toContain('Works for 6 days: from Tue 1 Dec 2099 through Sun 6 Dec 2099 23:59:59 UTC.');
  await user.type(input, 'x');
  expect(text()).toContain('Enter the day of issue');
  expect(queryByRole('list')).toBeNull();
});

test('the example keeps its bill when it is drawn again', async () => {
  const wire = { discountType: 'PERC', discountValue: 10, discountUpto: 0, minBillAmount: -1, maxBillAmount: -1 };
  const first = draw(<WorkedExample />, wire);
  expect(first.text()).toContain('pays ₹1,080, ₹120 off.');
  await first.user.clear(first.getByRole('textbox', { name: 'A bill of' }));
  expect(first.text()).toContain('Enter an amount to see what it pays.');
  await first.user.type(first.getByRole('textbox', { name: 'A bill of' }), '200');
  cleanup();
  expect(draw(<WorkedExample />, wire).text()).toContain('pays ₹180, ₹20 off.');
  cleanup();
  expect(draw(<WorkedExample />, { ...wire, discountType: 'ABS', discountValue: 500 }).text()).toContain(
    'pays ₹0, ₹200 off, as the discount is more than the bill.',
  );
});

test('the question hands out what was entered, and only what a save would take', async () => {
  const given: (number | 'kept')[] = [];
  const { user, getByRole, text } = draw(
    <SwitchQuestion
      to="PERC"
      takesFocus
      options={{ ABS: 'Fixed amount', PERC: 'Percentage' }}
      onSwitch={(amount) => given.push(amount)}
      onKeep={() => given.push('kept')}
    />,
    { discountType: 'ABS', discountValue: 150, numIssued: 0, discountUpto: 60 },
  );
  const input = getByRole('textbox', { name: 'New discount' });
  expect(document.activeElement).toBe(input);
  await user.keyboard('{Enter}');
  await user.clear(input);
  await user.keyboard('{Enter}');
  expect(given).toEqual([]);
  expect(text()).toContain('Enter the new discount.');
  expect(text()).toContain('The cap of ₹60 is for percentages: it applies from now on.');
  await user.type(input, '12.5{Enter}{Escape}');
  expect(given).toEqual([12.5, 'kept']);
});

test('a ceiling of transactions says whom it refuses', () => {
  const limit = (validMaxUserTransactionLimit: number) => ({ targetUserDetails: { validMaxUserTransactionLimit } });
  expect(draw(<TransactionsSoFar />, limit(2)).text()).toContain('Refused with 3 transactions or more.');
  cleanup();
  expect(draw(<TransactionsSoFar />, limit(0)).text()).toContain('have not bought yet');
});
