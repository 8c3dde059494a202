// @vitest-environment happy-dom
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LookupRequest } from '#contract/directory-endpoints.ts';
import { draw } from './controls-test-kit.tsx';

const IDS = { type: 'ids', of: ['STORE'], noneLabel: 'All stores' } as const;
const PROPERTIES = { type: 'properties', maxRows: 3, elsewhere: { terms: 'Terms and conditions' } } as const;
const PRODUCTS = { type: 'products' } as const;
const PLACES = { type: 'places' } as const;

/** The directory is empty, so ids have no names. The only request is the lookup of names. */
beforeAll(() => {
  vi.stubGlobal('fetch', async (_: string, init: { readonly body: string }) => {
    const { keys } = JSON.parse(init.body) as LookupRequest; // what lookup.ts has just written
    return Response.json({ results: keys.map((key) => ({ key, matches: [] })), empty: true });
  });
});
afterAll(() => void vi.unstubAllGlobals());

describe('ids', () => {
  it('turns typed ids into chips and counts them', async () => {
    const { user, last, getByText, box } = draw(IDS, []);
    const input = box({ name: 'Field' });
    await user.type(input, '12, 13');
    expect(last()).toEqual([12, 13]);
    await user.keyboard('{Enter}');
    expect(input.value).toBe('');
    expect(getByText('2 ids')).toBeTruthy();
    await user.type(input, '12 ');
    expect(last()).toEqual([12, 13]);
    expect(getByText('2 ids, 1 repeated and left out')).toBeTruthy();
  });

  it('keeps text that is not an id yet', async () => {
    const { user, last, leave, box } = draw(IDS, [5]);
    const input = box();
    await user.type(input, '12a');
    await leave();
    expect(last()).toEqual({ unresolved: 'draft', text: '5, 12a' });
    expect(input.value).toBe('12a');
    const reopened = draw(IDS, { unresolved: 'draft', text: '5, 12a' });
    expect(reopened.box().value).toBe('12a');
    await reopened.user.type(reopened.getByRole('textbox'), '{Backspace}');
    expect(reopened.last()).toEqual([5, 12]);
  });

  it('turns the last chip back into text, and removes a chip without losing the focus', async () => {
    const { user, last, getByRole } = draw(IDS, [5, 6, 7]);
    await user.type(getByRole('textbox'), '{Backspace}8');
    expect(last()).toEqual([5, 6, 78]);
    await user.click(getByRole('button', { name: 'Remove 5' }));
    expect(last()).toEqual([6, 78]);
    expect(document.activeElement).toBe(getByRole('button', { name: 'Remove 6' }));
    await user.keyboard('{Enter}{Enter}');
    expect(last()).toEqual([]);
    expect(document.activeElement).toBe(getByRole('textbox'));
  });

  it('accepts a paste of ten thousand lines', async () => {
    const { user, last, getByRole, getByText } = draw(IDS, [1]);
    await user.click(getByRole('textbox'));
    await user.paste(Array.from({ length: 10_000 }, (_, index) => index + 1).join('\n'));
    expect(last()).toHaveLength(10_000);
    expect(getByText('10,000 ids, 1 repeated and left out')).toBeTruthy();
  });

  it('edits all ids as one text', async () => {
    const { user, last, getByRole, box } = draw(IDS, [5, 6]);
    await user.click(getByRole('button', { name: 'Edit as text' }));
    const area = box({ name: 'Field' });
    expect(area.value).toBe('5, 6');
    await user.type(area, '; 7x');
    expect(last()).toEqual({ unresolved: 'draft', text: '5, 6; 7x' });
    await user.type(area, '{Backspace}');
    expect(last()).toEqual([5, 6, 7]);
    expect(area.value).toBe('5, 6; 7');
  });
});

describe('properties', () => {
  it('adds, edits and removes rows and keeps empty values', async () => {
    const { user, last, getByRole, findByRole } = draw(PROPERTIES, [{ key: 'tier', value: '' }]);
    await user.click(await findByRole('button', { name: 'Add a property' }));
    const name = await findByRole('combobox', { name: 'Field, name 2' });
    await expect.poll(() => document.activeElement).toBe(name);
    await user.keyboard('source{Enter}');
    expect(document.activeElement).toBe(getByRole('textbox', { name: 'Field, value of source' }));
    await user.keyboard('app');
    expect(last()).toEqual([
      { key: 'tier', value: '' },
      { key: 'source', value: 'app' },
    ]);
    await user.click(getByRole('button', { name: 'Remove source' }));
    expect(last()).toEqual([{ key: 'tier', value: '' }]);
    expect(document.activeElement).toBe(getByRole('button', { name: 'Add a property' }));
  });

  it('stops at the maximum number of rows and marks the row with a duplicate name', async () => {
    const twice = [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
      { key: 'b', value: 'line\nbreak' },
    ];
    const { user, seen, findByRole, getByRole, getByText, box } = draw(PROPERTIES, twice, { invalid: true });
    await user.click(await findByRole('button', { name: 'Add a property' }));
    expect(seen).toEqual([]);
    expect(getByText(/Remove one to add another/)).toBeTruthy();
    const second = getByRole('combobox', { name: 'Field, name 2' });
    expect(second.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(second.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      '“a” is already used in row 1',
    );
    expect(getByRole('combobox', { name: 'Field, name 3' }).getAttribute('aria-invalid')).toBeNull();
    expect(box({ name: 'Field, value of b' }).value).toBe('line\nbreak');
  });

  it('suggests the organisation’s unused names, by keyboard', async () => {
    const { user, last, findByRole, getAllByRole } = draw(PROPERTIES, [{ key: 'tier', value: '' }]);
    await user.click(await findByRole('button', { name: 'Add a property' }));
    const name = await findByRole('combobox', { name: 'Field, name 2' });
    await expect.poll(() => document.activeElement).toBe(name);
    await user.keyboard('{ArrowDown}');
    expect(getAllByRole('option').map((option) => option.textContent)).toEqual(['source']);
    expect(name.getAttribute('aria-activedescendant')).toBe(getAllByRole('option')[0]?.id);
    await user.keyboard('{Enter}app');
    expect(last()).toEqual([
      { key: 'tier', value: '' },
      { key: 'source', value: 'app' },
    ]);
  });

  it('refers a property name that has its own field to that field, and shows no error for a new row', async () => {
    const { user, findByRole, getByRole, queryByText, leave } = draw(PROPERTIES, []);
    await user.click(await findByRole('button', { name: 'Add a property' }));
    const name = await findByRole('combobox', { name: 'Field, name 1' });
    await leave();
    expect(queryByText(/This row is empty/)).toBeNull();
    await user.type(name, 'terms');
    expect(queryByText(/has a field of its own/)).toBeNull();
    await leave();
    expect(queryByText(/has a field of its own: “Terms and conditions”/)).toBeTruthy();
    expect(getByRole('button', { name: 'Remove terms' })).toBeTruthy();
  });
});

describe('products', () => {
  const stored = [
    { type: 'SEASON', ids: [3] },
    { type: 'BRAND', ids: [5] },
  ];

  it('shows the selection of each type, known or unknown, with a button to choose', () => {
    const { getByRole, getByText } = draw(PRODUCTS, stored);
    expect(getByRole('group', { name: 'Brands' }).textContent).toBe('Brands1Choose… Brands5');
    expect(getByRole('group', { name: 'SKUs' }).textContent).toBe('SKUsAnyChoose… SKUs');
    expect(getByText('SEASON (unknown)')).toBeTruthy();
    expect(draw(PRODUCTS, []).getByText('All products')).toBeTruthy();
    expect(draw(PRODUCTS, stored, { disabled: true }).queryAllByRole('button', { name: /Choose/ })).toEqual([]);
  });

  it('lists the first few of thousands', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => index + 1);
    const { getByRole } = draw(PRODUCTS, [{ type: 'SKU', ids }]);
    const group = getByRole('group', { name: 'SKUs' });
    expect(group.querySelectorAll('li')).toHaveLength(4);
    expect(group.textContent).toContain('and 9,997 more');
  });

  it('edits the ids of an unknown type and leaves the other types unchanged', async () => {
    const { user, last, getByRole } = draw(PRODUCTS, stored);
    await user.type(getByRole('textbox', { name: 'Field SEASON (unknown)' }), '4');
    expect(last()).toEqual([{ type: 'SEASON', ids: [3, 4] }, stored[1]]);
  });

  it('keeps the lines of a text with an unreadable id', async () => {
    const { user, getByRole, box } = draw(PRODUCTS, [{ type: 'SEASON', ids: [3, 4] }]);
    await user.click(getByRole('button', { name: 'Edit as text' }));
    const area = box({ name: 'Field SEASON (unknown)' });
    await user.type(area, 'x\n5\n\n6');
    expect(area.value).toBe('3, 4x\n5\n\n6');
  });

  it('keeps text that is not an id yet, and the user can correct it', async () => {
    const draft = { unresolved: 'draft', text: 'SEASON: 3\nBRAND: 5, 7x\nSKU: 100' } as const;
    const { user, last, getByRole } = draw(PRODUCTS, draft);
    expect(getByRole('group', { name: 'SKUs' }).textContent).toContain('100');
    await user.type(getByRole('textbox', { name: 'Field Brands' }), '{Backspace}');
    expect(last()).toEqual([stored[0], { type: 'BRAND', ids: [5, 7] }, { type: 'SKU', ids: [100] }]);
  });
});

describe('places', () => {
  const stored = [
    { type: 'STORE', id: 4402 },
    { type: 'KIOSK', id: 7 },
    { type: 'STORE', id: 4403 },
  ];

  it('counts stored places of every type, and asks before it clears them, because that means every store', async () => {
    const { user, last, findByRole, findByText } = draw(PLACES, stored);
    expect(await findByText('2 stores, 1 KIOSK')).toBeTruthy();
    expect(await findByText('KIOSK (unknown)')).toBeTruthy();
    await user.click(await findByRole('button', { name: /^Clear/ }));
    expect((await findByRole('dialog')).textContent).toContain('it means every store');
    expect(last()).toBeUndefined();
    await user.click(await findByRole('button', { name: 'Change to every store' }));
    expect(last()).toEqual([]);
    expect(await findByText('Every store')).toBeTruthy();
  });

  it('shows half-typed ids of an old draft and keeps the readable ones', async () => {
    const { user, last, findByRole, findByText } = draw(PLACES, {
      unresolved: 'draft',
      text: 'STORE: 4402\nKIOSK: 7\nSTORE: 4403\nSTORE: 44x',
    });
    expect(await findByText(/44x/)).toBeTruthy();
    await user.click(await findByRole('button', { name: 'Keep what can be read' }));
    expect(last()).toEqual(stored);
  });
});
