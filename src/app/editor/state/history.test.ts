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

function applyStep({ form }: Model, history: History<string>, step: Step<string>, side: 'before' | 'after'): Model {
  const values = [...step.changes].map(([field, change]) => [field, change[side]] as const);
  return { form: { ...form, ...Object.fromEntries(values) }, history };
}
function undoStep(model: Model): Model {
  const move = undo(model.history);
  return move ? applyStep(model, move.history, move.step, 'before') : model;
}
function redoStep(model: Model): Model {
  const move = redo(model.history);
  return move ? applyStep(model, move.history, move.step, 'after') : model;
}
function set({ form, history }: Model, field: string, value: unknown, joinsLast = false): Model {
  const next = { ...form, [field]: value };
  return {
    form: next,
    history: joinsLast ? extend(history, field, form[field], value) : push(history, edit(field, form[field], value)),
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
  test('undo restores the exact earlier values and redo the later ones', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const seen = [start];
        for (const [field, value] of list) {
          const next = set(seen.at(-1) ?? start, field, value);
          // Setting the current value adds no step.
          if (next.history !== seen.at(-1)?.history) seen.push(next);
        }
        let model = seen.at(-1) ?? start;
        for (const { form } of seen.toReversed().slice(1)) {
          model = undoStep(model);
          expect(model.form).toEqual(form);
        }
        expect(undo(model.history)).toBeNull();
        for (const { form } of seen.slice(1)) {
          model = redoStep(model);
          expect(model.form).toEqual(form);
        }
        expect(redo(model.history)).toBeNull();
      }),
    );
  });

  test('undoing every step restores the start after any mix of edits, bursts, undo and redo', () => {
    const actions = fc.oneof(
      fc.record({ field: fields, value: values, joinsLast: fc.boolean() }),
      fc.constant('undo' as const),
      fc.constant('redo' as const),
    );
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 40 }), (list) => {
        let model = start;
        for (const action of list) {
          if (action === 'undo') model = undoStep(model);
          else if (action === 'redo') model = redoStep(model);
          else {
            const joinsLast = action.joinsLast && model.history.past.length > 0;
            model = set(model, action.field, action.value, joinsLast);
            if (joinsLast) expect(redo(model.history)).toBeNull();
          }
        }
        while (undo(model.history)) model = undoStep(model);
        expect(model.form).toEqual(START);
      }),
    );
  });

  test('a new step clears the redo stack', () => {
    const model = set(undoStep(set(set(start, 'a', 'x'), 'b', 1)), 'c', [1]);
    expect(redo(model.history)).toBeNull();
    expect(undoStep(undoStep(model)).form).toEqual(START);
  });

  test('a burst is one step, or no step if it ends with the original value', () => {
    const burst = set(set(set(start, 'a', 'x'), 'a', 'xy', true), 'a', 'xyz', true);
    expect(undoStep(burst).form).toEqual(START);
    expect(undo(undoStep(burst).history)).toBeNull();
    const unchanged = set(set(start, 'a', 'x'), 'a', '', true);
    expect(undo(unchanged.history)).toBeNull();
  });

  test('an action that sets several fields is one step', () => {
    const both = set(set(start, 'a', 'x'), 'b', 1, true);
    expect(both.form).toEqual({ a: 'x', b: 1, c: [] });
    expect(undoStep(both).form).toEqual(START);
  });

  test('undo restores only fields that a merge did not change', () => {
    const mine = set(set(start, 'a', 'mine'), 'b', 1);
    const merged: Model = { form: { ...mine.form, a: 'theirs' }, history: forget(mine.history, new Set(['a'])) };
    expect(undoStep(merged).form).toEqual({ a: 'theirs', b: 0, c: [] });
    expect(undo(undoStep(merged).history)).toBeNull();
  });

  test('keeps at most 200 steps', () => {
    let model = start;
    for (let n = 1; n <= 250; n += 1) model = set(model, 'b', n);
    while (undo(model.history)) model = undoStep(model);
    expect(model.form['b']).toBe(50);
  });
});
