import { describe, expect, test, vi } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import { NOW, series } from '#domain/testing/builders.ts';
import { createEditorStore, type FieldIssue } from './editor-store.ts';

const base = series();
const store = () => createEditorStore(base, 'UTC', () => NOW);
const form = (edits: Partial<Values>): Values => ({ ...base.values, ...edits });
const messages = (from: ReturnType<typeof store>, field: keyof Values) =>
  (from.get().issues.get(field) ?? []).map(({ message }) => message);

const codeTaken: FieldIssue = {
  field: 'seriesCode',
  severity: 'error',
  message: 'This code is taken.',
  from: 'server',
};

describe('editor store', () => {
  test('lists a changed field and drops it when the value is restored', () => {
    const editor = store();
    editor.update(form({ description: 'New name' }));
    expect([...editor.get().changes.keys()]).toEqual(['description']);
    editor.update(form({}));
    expect(editor.get().changes.size).toBe(0);
  });

  test('reuses the entry of an unchanged field, so that its row does not render again', () => {
    const editor = store();
    editor.update(form({ description: 'New name' }));
    const before = editor.get().changes.get('description');
    editor.update(form({ description: 'New name', discountCode: 'OTHER' }));
    expect(editor.get().changes.get('description')).toBe(before);
  });

  test('drops a server error while its field has another value', () => {
    const editor = store();
    editor.update(form({ seriesCode: 'TAKEN' }));
    editor.setErrors([codeTaken], editor.get().values);
    expect(messages(editor, 'seriesCode')).toEqual(['This code is taken.']);
    editor.update(form({ seriesCode: 'TAKEN', discountCode: 'OTHER' }));
    expect(messages(editor, 'seriesCode')).toEqual(['This code is taken.']);
    editor.update(form({ seriesCode: 'FREE' }));
    expect(messages(editor, 'seriesCode')).toEqual([]);
  });

  test('drops a server warning while its field has another value than the saved one', () => {
    const editor = store();
    const warning: FieldIssue = { field: 'maxRedeem', severity: 'warning', message: 'Nearly used up.', from: 'server' };
    editor.setWarnings([warning], editor.get().values);
    expect(messages(editor, 'maxRedeem')).toEqual(['Nearly used up.']);
    editor.update(form({ maxRedeem: 9 }));
    expect(messages(editor, 'maxRedeem')).toEqual([]);
    editor.update(form({}));
    expect(messages(editor, 'maxRedeem')).toEqual(['Nearly used up.']);
  });

  test('a warning about the saved value is not shown at a value that was entered during the save', () => {
    const editor = store();
    const warning: FieldIssue = { field: 'maxRedeem', severity: 'warning', message: 'Nearly used up.', from: 'server' };
    editor.update(form({ maxRedeem: 9 }));
    editor.setWarnings([warning], base.values);
    expect(messages(editor, 'maxRedeem')).toEqual([]);
  });

  test('drops a warning that the rules report as well, as soon as they no longer do', () => {
    const saved = series({ minBillAmount: 900, maxBillAmount: 800 });
    const editor = createEditorStore(saved, 'UTC', () => NOW);
    const [message = ''] = messages(editor, 'minBillAmount');
    expect(message).not.toBe('');
    editor.setWarnings([{ field: 'minBillAmount', severity: 'warning', message, from: 'server' }], saved.values);
    expect(messages(editor, 'minBillAmount')).toEqual([message]);
    editor.update({ ...saved.values, maxBillAmount: 1000 });
    expect(messages(editor, 'minBillAmount')).toEqual([]);
  });

  test('a refused save keeps the warnings of the last one, and its errors do not outlast a discard', () => {
    const editor = store();
    const warning: FieldIssue = { field: null, severity: 'warning', message: 'Cache is stale.', from: 'server' };
    editor.setWarnings([warning], base.values);
    editor.setErrors([{ ...codeTaken, field: null }], base.values);
    expect(editor.get().unassigned.map(({ message }) => message)).toEqual(['This code is taken.', 'Cache is stale.']);
    editor.setErrors([], base.values);
    expect(editor.get().unassigned.map(({ message }) => message)).toEqual(['Cache is stale.']);
  });

  test('lists no message twice', () => {
    const editor = store();
    editor.update(form({ discountValue: 101, discountType: 'PERC' }));
    const [ruleMessage = ''] = messages(editor, 'discountValue');
    editor.setErrors([{ ...codeTaken, field: 'discountValue', message: ruleMessage }], editor.get().values);
    expect(messages(editor, 'discountValue').filter((message) => message === ruleMessage)).toHaveLength(1);
  });

  test('lists issues without a known field separately', () => {
    const editor = store();
    editor.setErrors([{ ...codeTaken, field: null, message: 'mysteryField: no.' }], editor.get().values);
    expect(editor.get().unassigned.map(({ message }) => message)).toEqual(['mysteryField: no.']);
  });

  test('rebases onto a saved series', () => {
    const editor = store();
    const listener = vi.fn();
    editor.subscribe(listener);
    editor.update(form({ description: 'New name' }));
    editor.attempt();
    const saved = series({ description: 'New name' });
    editor.rebase(saved, saved.values);
    expect(editor.get().changes.size).toBe(0);
    expect(editor.get().attempted).toBe(false);
    expect(listener).toHaveBeenCalledTimes(3);
  });
});
