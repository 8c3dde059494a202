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
import architecture from '../../ARCHITECTURE.md?raw';
import { propertyKeysQuery } from '../api/property-keys.ts';
import { SeriesEditor } from './series-editor.tsx';

/** The table of "One keystroke" in ARCHITECTURE: calls per key, and in the pause after the last key. */
const [, section = ''] = architecture.split('## One keystroke\n');
const TABLE = [...section.matchAll(/^\| `(\w+)` +\| `([\w.-]+)` +\| +(\d+) +\| +(\d+) +\|/gm)].map(
  ([, name = '', file = '', key, pause]) => ({ name, file, key: Number(key), pause: Number(pause) }),
);
const calls = (of: (row: (typeof TABLE)[number]) => number) =>
  Object.fromEntries(TABLE.map((row) => [row.name, of(row)]));

// Some parts load lazily, and the first test waits for their compilation.
configure({ asyncUtilTimeout: 10_000 });

const engine = new Session();

/** Counts the calls of the real functions since the last call. */
async function countCalls(): Promise<Record<string, number>> {
  const { result } = await engine.post('Profiler.takePreciseCoverage');
  const counts = TABLE.map(({ name, file }) => {
    const functions = result.filter(({ url }) => url.endsWith(`/${file}`)).flatMap((script) => script.functions);
    const counted = functions
      .filter(({ functionName }) => functionName === name)
      .map(({ ranges }) => ranges[0]?.count ?? 0);
    return [name, counted.reduce((sum, count) => sum + count, 0)] as const;
  });
  return Object.fromEntries(counts);
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

test('ARCHITECTURE.md lists the calls of one keystroke', () => {
  expect(TABLE.map(({ name }) => name)).toEqual(['ControlFor', 'FieldRow', 'settle', 'diff', 'validate', 'summarise']);
});

test('each key with a pause causes the calls that ARCHITECTURE.md lists', async () => {
  const { user } = await openEditor();
  await user.keyboard('x');
  await pause();
  // The first key marks the field as changed.
  expect(await countCalls()).toMatchObject({ settle: 1, validate: 1, diff: 1, summarise: 1, FieldRow: 1 });
  for (let key = 0; key < KEYS; key += 1) {
    await user.keyboard('x');
    await pause();
  }
  expect(await countCalls()).toEqual(calls(({ key, pause: after }) => KEYS * (key + after)));
});

test('keys without a pause cause only their own calls; the pause after them causes its calls once', async () => {
  const { user } = await openEditor();
  await user.keyboard('x');
  await pause();
  await countCalls();
  await user.keyboard('x'.repeat(KEYS));
  expect(await countCalls()).toEqual(calls(({ key }) => KEYS * key));
  await pause();
  expect(await countCalls()).toEqual(calls(({ pause: after }) => after));
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
