// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Controller, useForm } from 'react-hook-form';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fieldOf } from '#catalogue/catalogue.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { series } from '#domain/testing/builders.ts';
import { createExampleBill, EditorProvider, type FormValues } from '../../state/editor-context.tsx';
import { createEditorStore } from '../../state/editor-store.ts';
import { createPipeline } from '../../state/pipeline.ts';
import { DiscountType } from './discount-type.tsx';
import * as loader from './load-switch-question.ts';
import { SwitchQuestion } from './switch-question.tsx';

interface PendingLoad {
  readonly resolve: (module: { readonly SwitchQuestion: typeof SwitchQuestion }) => void;
  readonly reject: (error: unknown) => void;
}
let waiting: PendingLoad[] = [];

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
        <span id="it-label">Kind of discount</span>
        <Controller
          control={form.control}
          name="discountType"
          render={({ field }) => (
            <DiscountType
              id="it"
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
      <input aria-label="Elsewhere" />
    </EditorProvider>
  );
}

function draw() {
  const view = render(
    <MantineProvider>
      <Harness />
    </MantineProvider>,
  );
  const arrive = async () =>
    act(async () => {
      for (const { resolve } of waiting.splice(0)) resolve({ SwitchQuestion });
      await Promise.resolve();
    });
  const option = (name: string) => view.getByRole('radio', { name }) as HTMLInputElement; // a radio button is an input
  return { ...view, user: userEvent.setup(), arrive, option };
}

beforeEach(() => {
  waiting = [];
  vi.spyOn(loader, 'loadSwitchQuestion').mockImplementation(
    () => new Promise((resolve, reject) => void waiting.push({ resolve, reject })),
  );
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('the question is prefetched with the section', () => {
  draw();
  expect(loader.loadSwitchQuestion).toHaveBeenCalledOnce();
});

test('a choice waits for the question to load and changes nothing until then', async () => {
  const { user, option, arrive, getByText, getByRole } = draw();
  await user.click(option('Percentage'));
  expect(getByText('Change to a percentage?')).toBeTruthy();
  expect(option('Fixed amount').checked).toBe(true);
  await arrive();
  expect(document.activeElement).toBe(getByRole('textbox', { name: 'New discount' }));
  await user.keyboard('{Control>}a{/Control}12{Enter}');
  expect(option('Percentage').checked).toBe(true);
});

test('a cancelled choice shows no question after the load', async () => {
  const { user, option, arrive, getByRole, queryByText } = draw();
  await user.click(option('Percentage'));
  await user.click(getByRole('button', { name: 'Keep fixed amount' }));
  await arrive();
  expect(queryByText('Change to a percentage?')).toBeNull();
  expect(option('Fixed amount').checked).toBe(true);
});

test('a question that loads late does not move the focus', async () => {
  const { user, option, arrive, getByRole } = draw();
  await user.click(option('Percentage'));
  await user.click(getByRole('textbox', { name: 'Elsewhere' }));
  await arrive();
  expect(getByRole('textbox', { name: 'New discount' })).toBeTruthy();
  expect(document.activeElement).toBe(getByRole('textbox', { name: 'Elsewhere' }));
});

test('after a failed load the user can try again', async () => {
  const { user, option, arrive, getByRole, findByText } = draw();
  await user.click(option('Percentage'));
  await act(async () => {
    for (const { reject } of waiting.splice(0)) reject(new Error('offline'));
    await Promise.resolve();
  });
  expect(await findByText(/Nothing was changed/)).toBeTruthy();
  await user.click(getByRole('button', { name: 'Try again' }));
  await arrive();
  expect(getByRole('textbox', { name: 'New discount' })).toBeTruthy();
});
