import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyHistory, extend, forget, type History, push, redo, type Step, undo } from './history.ts';

type Form = Readonly<Record<string, unknown>>;
const START: Form = { a: '', b: 0, c: [] };

const edit = (field: string, before: unknown, after: unknown): Step<string> => ({
  type: 'edit',
  changes: new Map([[field, { before, after }]]),
});

interface Model {
  readonly form: Form;
  readonly history: History<string>;
}

function put({ form }: Model, history: History<string>, step: Step<string>, side: 'before' | 'after'): Model {
  const values = [...step.changes].map(([field, change]) => [field, change[side]] as const);
  return { form: { ...form, ...Object.fromEntries(values) }, history };
}
function back(model: Model): Model {
  const move = undo(model.history);
  return move ? put(model, move.history, move.step, 'before') : model;
}
function forth(model: Model): Model {
  const move = redo(model.history);
  return move ? put(model, move.history, move.step, 'after') : model;
}
function set({ form, history }: Model, field: string, value: unknown, joins = false): Model {
  const next = { ...form, [field]: value };
  return {
    form: next,
    history: joins ? extend(history, field, form[field], value) : push(history, edit(field, form[field], value)),
  };
}
const start: Model = { form: START, history: emptyHistory() };

const fields = fc.constantFrom('a', 'b', 'c');
const values = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.nat(3),
  fc.array(fc.nat(2), { maxLength: 2 }),
  fc.constant(null),
);
const edits = fc.array(fc.tuple(fields, values), { maxLength: 30 });

describe('undo and redo', () => {
  test('undo brings back the exact earlier values, redo the later ones, whatever was done', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const seen = [start];
        for (const [field, value] of list) {
          const next = set(seen.at(-1) ?? start, field, value);
          // Setting what is there already is no step.
          if (next.history !== seen.at(-1)?.history) seen.push(next);
        }
        let model = seen.at(-1) ?? start;
        for (const { form } of seen.toReversed().slice(1)) {
          model = back(model);
          expect(model.form).toEqual(form);
        }
        expect(undo(model.history)).toBeNull();
        for (const { form } of seen.slice(1)) {
          model = forth(model);
          expect(model.form).toEqual(form);
        }
        expect(redo(model.history)).toBeNull();
      }),
    );
  });

  test('however steps, bursts, undo and redo follow each other: all the way back is the start', () => {
    const actions = fc.oneof(
      fc.record({ field: fields, value: values, joins: fc.boolean() }),
      fc.constant('back' as const),
      fc.constant('forth' as const),
    );
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 40 }), (list) => {
        let model = start;
        for (const action of list) {
          if (action === 'back') model = back(model);
          else if (action === 'forth') model = forth(model);
          else {
            const joins = action.joins && model.history.past.length > 0;
            model = set(model, action.field, action.value, joins);
            if (joins) expect(redo(model.history)).toBeNull();
          }
        }
        while (undo(model.history)) model = back(model);
        expect(model.form).toEqual(START);
      }),
    );
  });

  test('a new step drops what could be redone', () => {
    const model = set(back(set(set(start, 'a', 'x'), 'b', 1)), 'c', [1]);
    expect(redo(model.history)).toBeNull();
    expect(back(back(model)).form).toEqual(START);
  });

  test('a burst is one step, and none if it ends where it began', () => {
    const burst = set(set(set(start, 'a', 'x'), 'a', 'xy', true), 'a', 'xyz', true);
    expect(back(burst).form).toEqual(START);
    expect(undo(back(burst).history)).toBeNull();
    const nothing = set(set(start, 'a', 'x'), 'a', '', true);
    expect(undo(nothing.history)).toBeNull();
  });

  test('an action that sets several fields is one step', () => {
    const both = set(set(start, 'a', 'x'), 'b', 1, true);
    expect(both.form).toEqual({ a: 'x', b: 1, c: [] });
    expect(back(both).form).toEqual(START);
  });

  test('what came from outside is not brought back, the rest is', () => {
    const mine = set(set(start, 'a', 'mine'), 'b', 1);
    const merged: Model = { form: { ...mine.form, a: 'theirs' }, history: forget(mine.history, new Set(['a'])) };
    expect(back(merged).form).toEqual({ a: 'theirs', b: 0, c: [] });
    expect(undo(back(merged).history)).toBeNull();
  });

  test('goes back two hundred steps and no further', () => {
    let model = start;
    for (let n = 1; n <= 250; n += 1) model = set(model, 'b', n);
    while (undo(model.history)) model = back(model);
    expect(model.form['b']).toBe(50);
  });
});
