// @vitest-environment happy-dom
// oxlint-disable-next-line no-restricted-imports -- counts calls of the real functions, without mocks
import { Session } from 'node:inspector/promises';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, cleanup, configure, render, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { series } from '#domain/testing/builders.ts';
import { propertyKeysQuery } from '../api/property-keys.ts';
import { SeriesEditor } from './series-editor.tsx';

/** The functions to count, by file. */
const COUNTED = {
  settle: 'domain/change/settle.ts',
  validate: 'domain/rules/validate.ts',
  diff: 'domain/change/diff.ts',
  summarise: 'domain/summary/summary.ts',
  FieldRow: 'app/editor/fields/field-row.tsx',
  ControlFor: 'app/editor/fields/control-for.tsx',
} as const;

// Some parts load lazily, and the first test waits for their compilation.
configure({ asyncUtilTimeout: 10_000 });

const engine = new Session();

/** Counts the calls of the real functions since the last call. */
async function countCalls(): Promise<Record<keyof typeof COUNTED, number>> {
  const { result } = await engine.post('Profiler.takePreciseCoverage');
  const counts = Object.entries(COUNTED).map(([name, file]) => {
    const functions = result.filter(({ url }) => url.endsWith(file)).flatMap((script) => script.functions);
    const calls = functions
      .filter(({ functionName }) => functionName === name)
      .map(({ ranges }) => ranges[0]?.count ?? 0);
    return [name, calls.reduce((sum, count) => sum + count, 0)] as const;
  });
  return Object.fromEntries(counts) as Record<keyof typeof COUNTED, number>;
}

/** Opens the editor and waits for its parts. */
async function openEditor() {
  const loaded = { series: series({ anyUser: false }), revision: 'first' };
  const settings = {
    organisation: 'Demo',
    timeZone: 'Asia/Kolkata',
    clusterTimeZone: 'UTC',
    currency: 'INR',
    source: 'embedded',
  } as const;
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => <SeriesEditor loaded={loaded} settings={settings} lastSent={null} />,
    }),
    history: createMemoryHistory(),
  });
  const cache = new QueryClient();
  cache.setQueryData(propertyKeysQuery().queryKey, []);
  const view = render(
    <MantineProvider>
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const name = await view.findByRole('textbox', { name: 'Name' });
  await view.findByText(/Takes/u, { selector: '[aria-label=Summary] p *' });
  await waitFor(() => expect(document.querySelectorAll('[data-field]').length).toBeGreaterThan(40));
  const user = userEvent.setup();
  await user.click(name);
  await pause();
  await countCalls();
  return { view, user };
}

/** Longer than the scheduler waits. Its timer is due first, also on a busy machine. */
const pause = () => act(() => new Promise((resolve) => setTimeout(resolve, 300)));

beforeEach(async () => {
  engine.connect();
  await engine.post('Profiler.enable');
  await engine.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
});
afterEach(() => {
  cleanup();
  engine.disconnect();
});

const KEYS = 8;

test('a key renders one control; after the pause everything is derived once, and no row renders again', async () => {
  const { user } = await openEditor();
  await user.keyboard('x');
  await pause();
  // The first key marks the field as changed.
  expect(await countCalls()).toMatchObject({ settle: 1, validate: 1, diff: 1, summarise: 1, FieldRow: 1 });
  for (let key = 0; key < KEYS; key += 1) {
    await user.keyboard('x');
    await pause();
  }
  expect(await countCalls()).toEqual({
    settle: KEYS,
    validate: KEYS,
    diff: KEYS,
    summarise: KEYS,
    FieldRow: 0,
    ControlFor: KEYS,
  });
});

test('keys without a pause are derived once', async () => {
  const { user } = await openEditor();
  await user.keyboard('x'.repeat(KEYS));
  expect(await countCalls()).toMatchObject({ settle: 0, ControlFor: KEYS });
  await pause();
  expect(await countCalls()).toMatchObject({ settle: 1, validate: 1, diff: 1, summarise: 1, ControlFor: 0 });
});

test('leaving the field, an undo and a review use the derived state', async () => {
  const { user, view } = await openEditor();
  await user.keyboard('x');
  await user.tab();
  expect(await countCalls()).toMatchObject({ settle: 1, validate: 1, diff: 1, summarise: 1 });
  await pause();
  expect(await countCalls()).toMatchObject({ settle: 0, validate: 0, diff: 0, summarise: 0 });

  await user.click(view.getByRole('button', { name: /^Review and save/u }));
  await view.findByRole('dialog', { name: /Review/u });
  expect(await countCalls()).toMatchObject({ settle: 0, validate: 0, diff: 0, summarise: 0 });
  await user.keyboard('{Escape}');

  await user.click(await view.findByRole('button', { name: 'Undo Name' }));
  await pause();
  expect(await countCalls()).toMatchObject({ settle: 1, validate: 1, diff: 1, summarise: 1 });
});

test('a press on a gate shows its fields in the event and derives the rest once', async () => {
  const { user, view } = await openEditor();
  await user.click(await view.findByRole('radio', { name: /^Anyone with the code/u }));
  expect(document.getElementById('field-redemptionPerCouponMaxLimit')).not.toBeNull();
  await pause();
  expect(await countCalls()).toMatchObject({ settle: 1, validate: 1, diff: 1, summarise: 1 });
});
