import { describe, expect, test, vi } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import { NOW, series } from '#domain/testing/builders.ts';
import { createEditorStore, type FieldIssue } from './editor-store.ts';

const base = series();
const store = () => createEditorStore(base, 'UTC', () => NOW);
const form = (edits: Partial<Values>): Values => ({ ...base.values, ...edits });
const said = (from: ReturnType<typeof store>, field: keyof Values) =>
  (from.get().remarks.get(field) ?? []).map(({ message }) => message);

const taken: FieldIssue = { field: 'seriesCode', severity: 'error', message: 'This code is taken.', from: 'server' };

describe('what follows from a form', () => {
  test('names what changed and forgets it when it is put back', () => {
    const editor = store();
    editor.analyse(form({ description: 'New name' }));
    expect([...editor.get().changes.keys()]).toEqual(['description']);
    editor.analyse(form({}));
    expect(editor.get().changes.size).toBe(0);
  });

  test('keeps the entry of a field that did not change, so that its row is left alone', () => {
    const editor = store();
    editor.analyse(form({ description: 'New name' }));
    const before = editor.get().changes.get('description');
    editor.analyse(form({ description: 'New name', discountCode: 'OTHER' }));
    expect(editor.get().changes.get('description')).toBe(before);
  });

  test('an error of the server goes when the value it is about is changed', () => {
    const editor = store();
    editor.analyse(form({ seriesCode: 'TAKEN' }));
    editor.setServer([taken]);
    expect(said(editor, 'seriesCode')).toEqual(['This code is taken.']);
    editor.analyse(form({ seriesCode: 'TAKEN', discountCode: 'OTHER' }));
    expect(said(editor, 'seriesCode')).toEqual(['This code is taken.']);
    editor.analyse(form({ seriesCode: 'FREE' }));
    expect(said(editor, 'seriesCode')).toEqual([]);
  });

  test('a warning of the server stays until the next save, and is not said twice', () => {
    const editor = store();
    const warning: FieldIssue = { field: 'maxRedeem', severity: 'warning', message: 'Nearly used up.', from: 'server' };
    editor.setServer([warning]);
    editor.analyse(form({ maxRedeem: 9 }));
    expect(said(editor, 'maxRedeem')).toEqual(['Nearly used up.']);

    editor.analyse(form({ discountValue: 101, discountType: 'PERC' }));
    const [ours = ''] = said(editor, 'discountValue');
    editor.setServer([{ ...taken, field: 'discountValue', message: ours }]);
    expect(said(editor, 'discountValue').filter((message) => message === ours)).toHaveLength(1);
  });

  test('what names no field we know is kept for the top of the page', () => {
    const editor = store();
    editor.setServer([{ ...taken, field: null, message: 'mysteryField: no.' }]);
    expect(editor.get().unplaced.map(({ message }) => message)).toEqual(['mysteryField: no.']);
  });

  test('starts over from a series that was saved meanwhile', () => {
    const editor = store();
    const listener = vi.fn();
    editor.subscribe(listener);
    editor.analyse(form({ description: 'New name' }));
    editor.attempt();
    const saved = series({ description: 'New name' });
    editor.rebase(saved, saved.values);
    expect(editor.get().changes.size).toBe(0);
    expect(editor.get().attempted).toBe(false);
    expect(listener).toHaveBeenCalledTimes(3);
  });
});
