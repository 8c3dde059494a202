// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Controller, useForm } from 'react-hook-form';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { fieldOf } from '#catalogue/catalogue.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { series } from '#domain/testing/builders.ts';
import { createExampleBill, EditorProvider, type FormValues } from '../../state/editor-context.tsx';
import { createEditorStore } from '../../state/editor-store.ts';
import { createPipeline } from '../../state/pipeline.ts';
import { DiscountType } from './discount-type.tsx';

const SETTINGS: Settings = {
  organisation: 'Demo',
  timeZone: 'Asia/Kolkata',
  clusterTimeZone: 'UTC',
  currency: 'INR',
  source: 'embedded',
};
const base = series({ discountType: 'ABS', discountValue: 150 });
const entry = fieldOf('discountType');

function Harness() {
  const form = useForm<FormValues>({ defaultValues: { ...base.values } });
  const store = createEditorStore(base, 'UTC', Date.now);
  const pipeline = createPipeline(form, store);
  const exampleBill = createExampleBill();
  return (
    <EditorProvider value={{ form, store, pipeline, settings: SETTINGS, exampleBill }}>
      <div>
        <span id="kind-label">Kind of discount</span>
        <Controller
          control={form.control}
          name="discountType"
          render={({ field }) => (
            <DiscountType
              id="kind"
              label="Kind of discount"
              kind={entry.kind as never}
              value={String(field.value)}
              onChange={field.onChange}
              onBlur={() => {}}
              describedBy={undefined}
              invalid={false}
              disabled={false}
              required
              print={{ currency: 'INR', zone: 'UTC', gates: { discountType: 'ABS', expiryStrategyType: null } }}
              clusterZone="UTC"
            />
          )}
        />
      </div>
    </EditorProvider>
  );
}

function draw() {
  const view = render(
    <MantineProvider>
      <Harness />
    </MantineProvider>,
  );
  const option = (name: string) => view.getByRole('radio', { name }) as HTMLInputElement; // a radio button is an input
  return { ...view, user: userEvent.setup(), option };
}

// `e2e/lost-parts.spec.ts` loads it late.
beforeAll(() => import('./switch-question.tsx'));
afterEach(cleanup);

test('a choice asks for the number and changes nothing until it is confirmed', async () => {
  const { user, option, findByRole } = draw();
  await user.click(option('Percentage'));
  const amount = await findByRole('textbox', { name: 'New discount' });
  expect(option('Fixed amount').checked).toBe(true);
  expect(document.activeElement).toBe(amount);
  await user.keyboard('{Control>}a{/Control}12{Enter}');
  expect(option('Percentage').checked).toBe(true);
});

test('a cancelled choice changes nothing', async () => {
  const { user, option, findByRole, queryByText } = draw();
  await user.click(option('Percentage'));
  await user.click(await findByRole('button', { name: 'Keep fixed amount' }));
  expect(queryByText('Change to a percentage?')).toBeNull();
  expect(option('Fixed amount').checked).toBe(true);
  expect(document.activeElement).toBe(option('Fixed amount'));
});
