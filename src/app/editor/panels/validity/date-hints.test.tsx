// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { afterEach, expect, test } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { series } from '#domain/testing/builders.ts';
import { createExampleBill, EditorProvider, type FormValues } from '../../state/editor-context.tsx';
import { createEditorStore } from '../../state/editor-store.ts';
import { createPipeline } from '../../state/pipeline.ts';
import { SwitchQuestion } from '../discount/switch-question.tsx';
import { WorkedExample } from '../discount/worked-example.tsx';
import { CouponLifePreview } from './coupon-life-preview.tsx';
import { FirstSecond, LastSecond, TransactionsSoFar } from './date-hints.tsx';

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
  function Harness() {
    const form = useForm<FormValues>({ defaultValues: { ...base.values, ...edits } });
    const store = createEditorStore(base, settings.clusterTimeZone, Date.now);
    const pipeline = createPipeline(form, store);
    const [exampleBill] = useState(createExampleBill);
    return <EditorProvider value={{ form, store, pipeline, settings, exampleBill }}>{children}</EditorProvider>;
  }
  const view = render(
    <MantineProvider>
      <Harness />
    </MantineProvider>,
  );
  return { ...view, user: userEvent.setup(), text: () => view.container.textContent };
}

const BORROWED = { validTillDate: '2120-02-11T10:23:17Z', ownerValidity: 4737090197000, fixedExpiryDate: 0 };

test('shows what the API will store if it differs from what is sent', async () => {
  const { findByText } = draw(<LastSecond />, { validTillDate: '2030-12-06T10:00:00Z' });
  await findByText('The API cuts the time of day: this will be stored as Fri 6 Dec 2030 00:00:00 UTC.');
  cleanup();
  // A picked day is sent so that the truncation does not change it.
  const edits = { validTillDate: '2030-12-07' };
  expect(draw(<LastSecond />, { validTillDate: '2030-12-06T10:00:00Z' }, edits).text()).not.toContain('cuts');
  cleanup();
  expect(draw(<LastSecond />, BORROWED).text()).toContain('Follows its owner.');
  cleanup();
  const embedded = { ...SETTINGS, source: 'embedded' as const };
  expect(draw(<LastSecond />, { validTillDate: '2030-12-06T10:00:00Z' }, {}, embedded).text()).not.toContain('cuts');
});

test('the last second takes the chosen days and hours into account', () => {
  const wire = { validTillDate: '2030-12-06T00:00:00Z', redemptionRange: '{"dom":[-1],"dow":[-1],"hours":[-1]}' };
  const textOf = (redemptionRange: string) => {
    cleanup();
    return draw(<LastSecond />, { ...wire, redemptionRange }).text();
  };
  expect(textOf(wire.redemptionRange)).toMatch(/Last second it works(?!.*chosen)/);
  // 6 December 2030 is a Friday.
  expect(textOf('{"dom":[-1],"dow":[2],"hours":[-1]}')).toMatch(
    /Last second of the series.*The last chosen day is Tue 3 Dec 2030: coupons work until then\./,
  );
  expect(textOf('{"dom":[-1],"dow":[2],"hours":[9]}')).toContain('coupons work at the chosen hours until then.');
  expect(textOf('{"dom":[-1],"dow":[-1],"hours":[9]}')).toContain('Coupons work at the chosen hours only.');
});

test('the first second takes the chosen days and hours into account, and the last one the start', () => {
  const any = '{"dom":[-1],"dow":[-1],"hours":[-1]}';
  const textOf = (hint: ReactNode, redemptionRange: string, from = '2030-12-01', until = '2030-12-06') => {
    cleanup();
    const [redemptionValidFrom, validTillDate] = [`${from}T00:00:00Z`, `${until}T00:00:00Z`];
    return draw(hint, { validTillDate, redemptionValidFrom, redemptionRange }).text();
  };
  expect(textOf(<FirstSecond />, any)).toMatch(/First second it works(?!.*chosen)/);
  // 1 December 2030 is a Sunday.
  expect(textOf(<FirstSecond />, '{"dom":[-1],"dow":[2],"hours":[-1]}')).toMatch(
    /Redemption starts.*The first chosen day is Tue 3 Dec 2030: coupons work from then on\./,
  );
  expect(textOf(<FirstSecond />, '{"dom":[-1],"dow":[2],"hours":[9]}')).toContain('at the chosen hours from then on.');
  expect(textOf(<FirstSecond />, '{"dom":[-1],"dow":[-1],"hours":[9]}')).toContain(
    'Coupons work at the chosen hours only.',
  );
  const monday = '{"dom":[-1],"dow":[1],"hours":[-1]}';
  expect(textOf(<LastSecond />, monday)).toContain('The last chosen day is Mon 2 Dec 2030');
  for (const hint of [<FirstSecond key="first" />, <LastSecond key="last" />]) {
    expect(textOf(hint, monday, '2030-12-03')).toContain('No chosen day lies between the start and the end.');
    expect(textOf(hint, any, '2030-12-07')).not.toContain('it works');
  }
});

test('shows nothing for a half-typed day', () => {
  const edits = { validTillDate: { unresolved: 'draft', text: '6 de' } as const };
  const { text } = draw(<LastSecond />, { validTillDate: '2030-12-06T00:00:00Z' }, edits);
  expect(text()).not.toMatch(/Last second|The API/);
});

test('the preview of a coupon needs values and a day of issue', async () => {
  const edits = { expiryStrategyValue: { unresolved: 'draft', text: '3o' } as const };
  const wire = { expiryStrategyType: 'DAYS', validTillDate: '2099-12-06T00:00:00Z' };
  expect(draw(<CouponLifePreview />, wire, edits).text()).toContain('Enter a value in “Coupon lives for”');
  cleanup();
  const { user, getByRole, queryByRole, text } = draw(<CouponLifePreview />, { ...wire, expiryStrategyValue: 10 });
  const input = getByRole('textbox', { name: 'Issued on' });
  expect(getByRole('list', { name: 'Life of a coupon' })).toBeTruthy();
  await user.clear(input);
  await user.type(input, '1 dec 2099');
  expect(text()).toContain('Works for 6 days: from Tue 1 Dec 2099 through Sun 6 Dec 2099 23:59:59 UTC.');
  await user.clear(input);
  await user.type(input, 'mon 1 dec 2099');
  await user.tab();
  expect(text()).toContain('1 Dec 2099 is a Tuesday');
  await user.clear(input);
  await user.type(input, 'tue 1 dec 2099');
  expect(text()).not.toContain('is a Tuesday');
  await user.type(input, 'x');
  expect(text()).toContain('Enter the day of issue');
  expect(queryByRole('list')).toBeNull();
});

/** Removes its content while the box is checked. */
function Removable({ children }: { children: ReactNode }) {
  const [removed, setRemoved] = useState(false);
  return (
    <>
      <input type="checkbox" checked={removed} onChange={() => setRemoved(!removed)} />
      {!removed && children}
    </>
  );
}

test('the example keeps its bill after a remount, and every editor has its own', async () => {
  const wire = { discountType: 'PERC', discountValue: 10, discountUpto: 0, minBillAmount: -1, maxBillAmount: -1 };
  const example = (
    <Removable>
      <WorkedExample />
    </Removable>
  );
  const first = draw(example, wire);
  expect(first.text()).toContain('pays ₹1,080, ₹120 off.');
  await first.user.clear(first.getByRole('textbox', { name: 'A bill of' }));
  expect(first.text()).toContain('Enter an amount to see what it pays.');
  await first.user.type(first.getByRole('textbox', { name: 'A bill of' }), '200');
  await first.user.click(first.getByRole('checkbox'));
  expect(first.text()).not.toContain('pays');
  await first.user.click(first.getByRole('checkbox'));
  expect(first.text()).toContain('pays ₹180, ₹20 off.');
  cleanup();
  const second = draw(example, { ...wire, discountType: 'ABS', discountValue: 1500 });
  expect(second.text()).toContain('pays ₹0, ₹1,200 off, as the discount is more than the bill.');
});

test('the question returns the entered amount only if it can be saved', async () => {
  const answers: (number | 'keep')[] = [];
  const { user, getByRole, text } = draw(
    <SwitchQuestion
      controlId="none"
      to="PERC"
      options={{ ABS: 'Fixed amount', PERC: 'Percentage' }}
      onSwitch={(_to, amount) => answers.push(amount)}
      onKeep={() => answers.push('keep')}
    />,
    { discountType: 'ABS', discountValue: 150, numIssued: 0, discountUpto: 60 },
  );
  const input = getByRole('textbox', { name: 'New discount' });
  expect(document.activeElement).toBe(input);
  await user.keyboard('{Enter}');
  await user.clear(input);
  await user.keyboard('{Enter}');
  expect(answers).toEqual([]);
  expect(text()).toContain('Enter the new discount.');
  expect(text()).toContain('The cap of ₹60 is for percentages: it applies from now on.');
  await user.type(input, '12.5{Enter}{Escape}');
  expect(answers).toEqual([12.5, 'keep']);
});

test('a transaction limit says which customers are refused', () => {
  const limit = (validMaxUserTransactionLimit: number) => ({ targetUserDetails: { validMaxUserTransactionLimit } });
  expect(draw(<TransactionsSoFar />, limit(2)).text()).toContain('Refused with 3 transactions or more.');
  cleanup();
  expect(draw(<TransactionsSoFar />, limit(0)).text()).toContain('have not bought yet');
});
