// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { mergeLive } from '#domain/change/merge-live.ts';
import { series } from '#domain/testing/builders.ts';
import { focusedField } from '../state/focus-field.ts';
import { type Editing, useEditing } from '../state/use-editing.ts';
import { chooseOffer, takeDeferred } from './choose-offer.ts';
import { mergeIn } from './merge-in.ts';

const WIRE = { description: 'Diwali', maxCreate: 500, maxRedeem: 90 };
const loaded = (wire: Parameters<typeof series>[0]) => ({ series: series({ ...WIRE, ...wire }), revision: '' });

beforeEach(() => {
  document.body.innerHTML = '<div data-field="maxCreate"><input></div><button>Elsewhere</button>';
});
const focusField = () => document.querySelector('input')?.focus();
const focusElsewhere = () => document.querySelector('button')?.focus();

/** An editor whose undo has loaded. */
async function open() {
  const { result } = renderHook(() => useEditing(loaded({}), 'UTC'));
  await waitFor(() => expect(result.current.undoing).not.toBeNull(), { timeout: 10_000 });
  const type = (field: FieldKey, value: unknown) =>
    act(() => {
      result.current.form.setValue(field, value);
      result.current.pipeline.flush();
    });
  return { now: () => result.current, type };
}
function receive(editing: Editing, wire: Parameters<typeof series>[0]) {
  const next = loaded(wire);
  const { store, pipeline } = editing;
  const merged = mergeLive(store.get().base, pipeline.valuesNow(), next.series, focusedField());
  act(() => mergeIn(editing, next, merged));
  return merged;
}
const changed = ({ store }: Editing) => [...store.get().changes.keys()];
const shown = ({ form }: Editing, field: FieldKey) => form.getValues(field);

test('a field without an edit takes the saved value, and undo brings back only own edits', async () => {
  const { now, type } = await open();
  type('description', 'Mine');
  receive(now(), { maxRedeem: 80 });
  expect([shown(now(), 'description'), shown(now(), 'maxRedeem')]).toEqual(['Mine', 80]);
  expect(changed(now())).toEqual(['description']);
  act(() => void now().undoing?.history.undo());
  expect([shown(now(), 'description'), shown(now(), 'maxRedeem')]).toEqual(['Diwali', 80]);
  expect(now().undoing?.history.get().undo).toBeNull();
});

test('the field with the focus keeps what it shows, counts as unchanged, and takes the saved value when it is left', async () => {
  const { now } = await open();
  focusField();
  receive(now(), { maxCreate: 700 });
  expect(shown(now(), 'maxCreate')).toBe(500);
  expect(changed(now())).toEqual([]);
  expect(now().pipeline.valuesNow().maxCreate).toBe(700);
  // Another save arrives meanwhile.
  receive(now(), { maxCreate: 700, maxRedeem: 80 });
  expect(changed(now())).toEqual([]);
  act(() => takeDeferred(now(), focusedField()));
  expect(shown(now(), 'maxCreate')).toBe(500);

  focusElsewhere();
  act(() => takeDeferred(now(), focusedField()));
  expect(shown(now(), 'maxCreate')).toBe(700);
  expect(changed(now())).toEqual([]);
});

test('leaving the field with its own event, as a control does, does not turn it into an edit', async () => {
  const { now, type } = await open();
  focusField();
  receive(now(), { maxCreate: 700 });
  type('maxCreate', 500);
  focusElsewhere();
  act(() => takeDeferred(now(), focusedField()));
  expect(shown(now(), 'maxCreate')).toBe(700);
});

test('typing in the field with the focus makes it an edit of the saved value', async () => {
  const { now, type } = await open();
  focusField();
  receive(now(), { maxCreate: 700 });
  type('maxCreate', 5000);
  focusElsewhere();
  act(() => takeDeferred(now(), focusedField()));
  expect(shown(now(), 'maxCreate')).toBe(5000);
  expect(changed(now())).toEqual(['maxCreate']);
  expect(now().store.get().base.values.maxCreate).toBe(700);
});

test('“Keep mine” makes what the field with the focus shows an edit', async () => {
  const { now } = await open();
  focusField();
  receive(now(), { maxCreate: 700 });
  act(() => chooseOffer(now(), ['maxCreate'], false));
  expect(changed(now())).toEqual(['maxCreate']);
  expect(now().pipeline.valuesNow().maxCreate).toBe(500);
});

test('an edited field keeps its text, also one that cannot be read; “Use it” takes the saved value and can be undone', async () => {
  const { now, type } = await open();
  const text = { unresolved: 'draft', text: '12a' };
  type('maxCreate', text);
  expect(receive(now(), { maxCreate: 700 }).offered).toEqual(['maxCreate']);
  expect(shown(now(), 'maxCreate')).toEqual(text);
  act(() => chooseOffer(now(), ['maxCreate'], true));
  expect(shown(now(), 'maxCreate')).toBe(700);
  expect(changed(now())).toEqual([]);
  act(() => void now().undoing?.history.undo());
  expect(shown(now(), 'maxCreate')).toEqual(text);
});

test('unlocked fields and shown errors stay; an own save ends them', async () => {
  const { now, type } = await open();
  act(() => {
    now().store.unlock('ownedBy');
    now().store.attempt();
  });
  type('maxCreate', 1);
  receive(now(), { maxCreate: 700 });
  expect(now().store.get()).toMatchObject({ attempted: true, unlocked: new Set(['ownedBy']) });
  const saved = loaded({ maxCreate: 1 });
  act(() => now().rebase(saved, saved.series.values));
  expect(now().store.get()).toMatchObject({ attempted: false, unlocked: new Set() });
});
