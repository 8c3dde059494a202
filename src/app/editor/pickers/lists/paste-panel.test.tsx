// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { LookupRequest } from '#contract/directory-endpoints.ts';
import { PasteIds } from './paste-ids.tsx';
import type { Source } from './paste-panel.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** A server without a directory, whose answers wait until they are let go. */
function server() {
  const waiting: (() => void)[] = [];
  vi.stubGlobal('fetch', async (_: string, init: { readonly body: string }) => {
    const { keys } = JSON.parse(init.body) as LookupRequest; // what lookup.ts has just written
    await new Promise<void>((resolve) => void waiting.push(resolve));
    return Response.json({ results: keys.map((key) => ({ key, matches: [] })), empty: true });
  });
  return { waiting, letGo: () => waiting.splice(0).forEach((go) => go()) };
}

function draw(from: string | File) {
  const change = vi.fn<(ids: readonly number[], done: string) => void>();
  function Held() {
    const [source, setSource] = useState<Source | null>({ name: 'list.csv', from });
    return (
      <PasteIds
        picking={{
          type: 'SKU',
          one: 'SKU',
          many: 'SKUs',
          ids: [],
          chosen: new Set(),
          limit: 100,
          toggle: () => {},
          change,
        }}
        source={source}
        onSource={setSource}
        onBack={() => {}}
        onApplied={() => {}}
      />
    );
  }
  const view = render(
    <MantineProvider>
      <Held />
    </MantineProvider>,
  );
  return { ...view, change, user: userEvent.setup() };
}

it('applies nothing of a column that is no longer the chosen one', async () => {
  const { waiting, letGo } = server();
  const { user, change, findByRole, getByRole, getByText, queryByText } = draw('id,amount\n12,900\n13,901');
  await expect.poll(() => waiting.length).toBe(1);
  letGo();
  await findByRole('button', { name: 'Add 2 SKUs' });
  const column = getByRole('combobox', { name: 'Read from' });
  await user.selectOptions(column, 'amount');
  expect(getByRole('button', { name: 'Add' }).hasAttribute('disabled')).toBe(true);
  expect(queryByText('2 to add', { exact: false })).toBeNull();
  expect(getByText(/Reading the list…|Checked 0 of 2…/)).toBeTruthy();
  expect(document.activeElement).toBe(column);
  await expect.poll(() => waiting.length).toBe(1);
  letGo();
  await user.click(await findByRole('button', { name: 'Add 2 SKUs' }));
  expect(change.mock.calls).toEqual([[[900, 901], '2 SKUs added.']]);
});

it('says so when a file cannot be read', async () => {
  const file = new File(['12'], 'list.csv');
  vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new Error('It has been moved.'));
  const { findByText } = draw(file);
  expect(await findByText('The list could not be checked. It has been moved.')).toBeTruthy();
});
