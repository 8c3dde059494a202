import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { series } from '#domain/testing/builders.ts';
import { createUndoStore } from './undo-store.ts';

const start = series().values;

/** A minimal form and the undo store that records it. */
function editing() {
  let clock = 0;
  let form: Record<string, unknown> = { ...start };
  const store = createUndoStore(
    start,
    (values) => {
      form = { ...form, ...Object.fromEntries(values) };
      // The real form notifies of its own writes too.
      for (const [field, value] of values) store.changed(field, value, false);
    },
    () => clock,
    setTimeout,
  );
  const set = (field: FieldKey, value: unknown, typed: boolean) => {
    form[field] = value;
    store.changed(field, value, typed);
  };
  return {
    store,
    form: () => form,
    type: (field: FieldKey, text: string, pause = 100) => {
      for (let end = 1; end <= text.length; end += 1) {
        clock += pause;
        set(field, text.slice(0, end), true);
        vi.runAllTimers();
      }
    },
    press: (...edits: [FieldKey, unknown][]) => {
      clock += 10;
      for (const [field, value] of edits) set(field, value, false);
      vi.runAllTimers();
    },
    wait: (ms: number) => (clock += ms),
    load: (values: Values) => (form = { ...values }),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('what counts as one step', () => {
  test('a burst of typing in one field is a step', () => {
    const { store, type, form } = editing();
    type('description', 'Diwali');
    type('discountCode', 'DIW');
    expect(store.undo()).toEqual(['discountCode']);
    expect(store.undo()).toEqual(['description']);
    expect(form()).toEqual(start);
    expect(store.undo()).toEqual([]);
    expect(store.redo()).toEqual(['description']);
    expect(form()['description']).toBe('Diwali');
  });

  test('a pause ends a burst', () => {
    const { store, type, wait, form } = editing();
    type('description', 'Diw');
    wait(2000);
    store.changed('description', 'Diwali', true);
    store.undo();
    expect(form()['description']).toBe('Diw');
  });

  test('each press is a step, even twice in one field and right after typing', () => {
    const { store, type, press, form } = editing();
    type('description', 'Diw');
    press(['description', 'Diw {{voucher}}']);
    press(['anyUser', false]);
    press(['anyUser', true]);
    store.undo();
    expect(form()['anyUser']).toBe(false);
    store.undo();
    store.undo();
    expect(form()['description']).toBe('Diw');
  });

  test('one press that sets several fields is one step', () => {
    const { store, press, form } = editing();
    press(['anyUser', false], ['maxRedeem', 5], ['redemptionPerCouponMaxLimit', 1]);
    expect(store.undo()).toEqual(['anyUser', 'maxRedeem', 'redemptionPerCouponMaxLimit']);
    expect(form()).toEqual(start);
  });

  test('typing that restores the original text is no step and does not extend the previous step', () => {
    const { store, type, press, form } = editing();
    press(['anyUser', false]);
    const name = valueOrNull(start.description);
    type('description', 'x');
    store.changed('description', name, true);
    store.changed('description', `${name} more`, true);
    expect(store.undo()).toEqual(['description']);
    expect(form()['anyUser']).toBe(false);
    expect(form()['description']).toBe(name);
  });
});

describe('discard, save and merge', () => {
  test('undoing a discard restores every change', () => {
    const { store, press, load, form } = editing();
    press(['anyUser', false]);
    press(['maxRedeem', 5]);
    load(start);
    store.discarded(start);
    expect(store.get().last?.action).toBe('discarded');
    store.undo();
    expect(form()).toMatchObject({ anyUser: false, maxRedeem: 5 });
    store.redo();
    expect(form()).toEqual(start);
  });

  test('undoing a save restores the previously stored values in the form', () => {
    const { store, press, form } = editing();
    press(['maxRedeem', 5]);
    press(['anyUser', false]);
    // The form holds catalogue values.
    const saved = { ...form(), lastUsed: '2026-06-11T00:00:00Z' } as unknown as Values;
    store.saved(start, saved);
    expect(store.get()).toMatchObject({ undo: { type: 'save' }, redo: null, last: null });
    expect(store.undo()).toEqual(['anyUser', 'maxRedeem']);
    expect(form()).toMatchObject({ maxRedeem: start.maxRedeem, anyUser: start.anyUser });
    expect(store.get().last).toMatchObject({ action: 'undone', step: { type: 'save' } });
    expect(store.undo()).toEqual([]);
    store.redo();
    expect(form()).toMatchObject({ maxRedeem: 5, anyUser: false });
  });

  test('typing after a save is a separate step', () => {
    const { store, press, type, form } = editing();
    press(['maxRedeem', 5]);
    store.saved(start, form() as unknown as Values);
    type('description', 'Later');
    expect(store.undo()).toEqual(['description']);
    expect(store.get().undo).toMatchObject({ type: 'save' });
  });

  test('a merge removes only its own fields from the history', () => {
    const { store, press, load, form } = editing();
    press(['maxRedeem', 5], ['description', 'Mine']);
    const merged = { ...start, maxRedeem: 5, description: 'Theirs' };
    load(merged);
    store.merged(merged, new Set(['description']));
    expect(store.undo()).toEqual(['maxRedeem']);
    expect(form()).toMatchObject({ maxRedeem: start.maxRedeem, description: 'Theirs' });
  });
});

test('undo never restores a field that another person changed, even if my value was chosen in the merge', () => {
  const { store, press, load, form } = editing();
  press(['maxRedeem', 5]);
  // They stored 7; the merge kept my 5.
  const merged = { ...start, maxRedeem: 5 };
  load(merged);
  store.merged(merged, new Set(['maxRedeem']));
  expect(store.undo()).toEqual([]);
  expect(form()).toMatchObject({ maxRedeem: 5 });
});

test('notifies listeners once per burst, not for every keystroke', () => {
  const { store, type } = editing();
  const listener = vi.fn();
  store.subscribe(listener);
  type('description', 'A long name typed letter by letter');
  expect(listener).toHaveBeenCalledTimes(1);
  expect(store.get().undo?.changes.get('description')?.before).toBe(start.description);
});

test('undoing everything restores the loaded series, redoing everything restores the last state', () => {
  const edit = fc.oneof(
    fc.record({
      type: fc.constantFrom<FieldKey>('description', 'info', 'smsTemplate'),
      text: fc.string({ maxLength: 6 }),
    }),
    fc.record({
      press: fc.constantFrom<FieldKey>('maxRedeem', 'anyUser', 'info'),
      value: fc.oneof(fc.nat(3), fc.boolean()),
    }),
    fc.constant('discard' as const),
  );
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
      const { store, type, press, load, form } = editing();
      for (const action of edits) {
        if (action === 'discard') {
          load(start);
          store.discarded(start);
        } else if ('type' in action) type(action.type, action.text);
        else press([action.press, action.value]);
      }
      const end = { ...form() };
      while (store.get().undo) store.undo();
      expect(form()).toEqual(start);
      while (store.get().redo) store.redo();
      expect(form()).toEqual(end);
    }),
  );
});
