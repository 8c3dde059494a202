// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useForm } from 'react-hook-form';
import type { Values } from '#catalogue/catalogue.ts';
import type { LastSent } from '#contract/series-endpoints.ts';
import type { JsonObject } from '#values/json.ts';
import { ORDINARY, seriesOf, typed } from '#domain/testing/builders.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { createExampleBill, EditorProvider, type FormValues } from '../state/editor-context.tsx';
import { createEditorStore } from '../state/editor-store.ts';
import { createPipeline } from '../state/pipeline.ts';
import { prepareUpdate } from './prepare-update.ts';
import { ReviewDialog } from './review-dialog.tsx';

const SETTINGS = {
  organisation: 'Demo',
  timeZone: 'UTC',
  clusterTimeZone: 'UTC',
  currency: 'INR',
  source: 'upstream',
} as const;
const HELD = { numIssued: 15_000, numRedeemed: 2_569, isMultipleUseAllowed: false };
const ENDS = { validTillDate: '2099-12-06T00:00:00Z', fixedExpiryDate: Date.UTC(2099, 11, 6) };
const LAST_SENT: LastSent = {
  at: '2026-06-01T08:00:00.000Z',
  author: null,
  isOwn: true,
  body: { productInfo: [{ productType: 'SKU', productIds: [500_101] }], redemptionOrgEntityDetails: [] },
  after: null,
  warnings: [],
};

let saved: Values[] = [];
beforeEach(() => {
  saved = [];
});
afterEach(cleanup);

/** Opens the review of a new description. */
function open(stored: JsonObject = {}) {
  const base = seriesOf({ ...ORDINARY, ...HELD, ...ENDS, ...stored });
  const values = typed(base, { info: 'New' });
  function Harness() {
    const form = useForm<FormValues>({ defaultValues: { ...values } });
    const store = createEditorStore(base, 'UTC', Date.now);
    store.update(values);
    const pipeline = createPipeline(form, store);
    const print = { currency: 'INR', zone: 'UTC', gates: gatesOf(values, base.wire) };
    return (
      <EditorProvider value={{ form, store, pipeline, settings: SETTINGS, exampleBill: createExampleBill() }}>
        <ReviewDialog
          values={values}
          update={prepareUpdate({ ...store.get(), changes: store.get().changes.values() }, 'UTC', 'upstream')}
          issues={new Map()}
          printBefore={print}
          print={print}
          settings={SETTINGS}
          lastSent={LAST_SENT}
          saving={false}
          problem={null}
          input={{ reason: '', decisions: new Map() }}
          onInput={() => {}}
          onSave={(_, withDecisions) => saved.push(withDecisions)}
          onClose={() => {}}
        />
      </EditorProvider>
    );
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider env="test">
        <Harness />
      </MantineProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

test('a decision about a list that the API does not return shows its effect on issued coupons', async () => {
  const user = open();
  const products = screen.getByRole('group', { name: /^Products:/ });
  const effect = /tills may stop the discount on some\. This affects up to 12,431 coupons/;
  expect(products.textContent).not.toMatch(effect);
  await user.click(within(products).getByRole('radio', { name: /^Send again/ }));
  expect(products.textContent).toMatch(effect);
  await user.click(within(products).getByRole('radio', { name: /^Send an empty list/ }));
  expect(products.textContent).not.toMatch(effect);
  await user.click(within(products).getByRole('radio', { name: /^Send again/ }));
  const places = screen.getByRole('group', { name: /^Where coupons are redeemed:/ });
  await user.click(within(places).getByRole('radio', { name: /^Leave it out/ }));
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  expect(saved).toMatchObject([{ productInfo: [{ type: 'SKU', ids: [500_101] }] }]);
});

test('names the numbers that the browser cannot send back exactly', () => {
  open({ ...(JSON.parse('{"ledger":9007199254740993}') as JsonObject), small: 42 });
  const banner = screen.getByRole('region', { name: 'Numbers that this save may change' });
  expect(banner.textContent).toContain('ledger: too large for this browser');
  expect(banner.textContent).not.toContain('small');
});
