// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DirectoryEntry, LookupRequest } from '#contract/directory-endpoints.ts';
import { PasteIds } from './paste-ids.tsx';
import type { Source } from './paste-panel.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** A server with the SKUs of this directory. It answers only when `respond` is called. */
function server(skus: Readonly<Record<string, DirectoryEntry>> = {}) {
  const waiting: (() => void)[] = [];
  vi.stubGlobal('fetch', async (_: string, init: { readonly body: string }) => {
    const { keys } = JSON.parse(init.body) as LookupRequest; // written by `lookupAll`
    await new Promise<void>((resolve) => void waiting.push(resolve));
    return Response.json({
      results: keys.map((key) => ({ key, matches: skus[key] ? [skus[key]] : [] })),
      empty: Object.keys(skus).length === 0,
    });
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
        onAdded={() => {}}
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

describe('a list with several columns', () => {
  const sku = (id: number, code: string, name: string): DirectoryEntry => ({
    type: 'SKU',
    id,
    code,
    name,
    parentId: null,
    brandId: null,
    conceptId: null,
    isActive: true,
  });
  const SKUS = { '500101': sku(500101, 'MR-1', 'Kaju barfi'), 'MR-2': sku(500102, 'MR-2', 'Besan laddu') };

  it('is read from the column that the directory knows, and lists what would be added', async () => {
    const { waiting, respond } = server(SKUS);
    const { change, findByRole, getByRole, getByDisplayValue } = renderPanel(
      'Store id;SKU;Qty\n1201;500101;3\n1202;MR-2;4\n1203;7;1',
    );
    await expect.poll(() => waiting.length).toBe(1);
    respond();
    expect(await findByRole('list', { name: 'To add' })).toBeTruthy();
    expect(getByRole('button', { name: 'Add 2 SKUs' })).toBeTruthy();
    expect(getByDisplayValue('SKU')).toBe(getByRole('combobox', { name: 'Read from' }));
    expect(change).not.toHaveBeenCalled();
  });

  it('asks for the column if none is plausible', async () => {
    const { waiting, respond } = server(SKUS);
    const { user, findByText, getByRole, getByDisplayValue, findByRole } = renderPanel(
      'Store id;Price\n500101;3\n500102;4',
    );
    await expect.poll(() => waiting.length).toBe(1);
    respond();
    expect(await findByText('No column looks like SKUs. Choose the column to read.')).toBeTruthy();
    const column = getByDisplayValue('Choose a column');
    expect(getByRole('button', { name: 'Add' }).hasAttribute('disabled')).toBe(true);
    await user.selectOptions(column, 'Store id');
    await expect.poll(() => waiting.length).toBe(1);
    respond();
    expect(await findByRole('button', { name: 'Add 1 SKU' })).toBeTruthy();
  });
});
