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

/** A server with an empty directory. It answers only when `respond` is called. */
function server() {
  const waiting: (() => void)[] = [];
  vi.stubGlobal('fetch', async (_: string, init: { readonly body: string }) => {
    const { keys } = JSON.parse(init.body) as LookupRequest; // written by `lookupAll`
    await new Promise<void>((resolve) => void waiting.push(resolve));
    return Response.json({ results: keys.map((key) => ({ key, matches: [] })), empty: true });
  });
  return { waiting, respond: () => waiting.splice(0).forEach((resolve) => resolve()) };
}

function renderPanel(from: string | File) {
  const change = vi.fn<(ids: readonly number[], done: string) => void>();
  function Harness() {
    const [source, setSource] = useState<Source | null>({ name: 'list.csv', from });
    return (
      <PasteIds
        selection={{
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
      <Harness />
    </MantineProvider>,
  );
  return { ...view, change, user: userEvent.setup() };
}

it('cannot add the result of a column that is no longer selected', async () => {
  const { waiting, respond } = server();
  const { user, change, findByRole, getByRole, getByText, queryByText } = renderPanel('id,amount\n12,900\n13,901');
  await expect.poll(() => waiting.length).toBe(1);
  respond();
  await findByRole('button', { name: 'Add 2 SKUs' });
  const column = getByRole('combobox', { name: 'Read from' });
  await user.selectOptions(column, 'amount');
  expect(getByRole('button', { name: 'Add' }).hasAttribute('disabled')).toBe(true);
  expect(queryByText('2 to add', { exact: false })).toBeNull();
  expect(getByText(/Reading the list…|Checked 0 of 2…/)).toBeTruthy();
  expect(document.activeElement).toBe(column);
  await expect.poll(() => waiting.length).toBe(1);
  respond();
  await user.click(await findByRole('button', { name: 'Add 2 SKUs' }));
  expect(change.mock.calls).toEqual([[[900, 901], '2 SKUs added.']]);
});

it('shows an error if the file cannot be read', async () => {
  const file = new File(['12'], 'list.csv');
  vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new Error('It has been moved.'));
  const { findByText } = renderPanel(file);
  expect(await findByText('The list could not be checked. It has been moved.')).toBeTruthy();
});
