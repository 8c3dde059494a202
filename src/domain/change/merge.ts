import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { GATE_KEYS, type Gates } from '#catalogue/model/gates.ts';
import type { Series } from '../series/series.ts';
import { gatesOf, isVisible } from '../series/visibility.ts';

export interface Merge {
  /** My form on top of theirs: fields that only they changed follow them, clashes keep mine until somebody chooses. */
  readonly values: Values;
  readonly theirs: readonly FieldKey[];
  /** Fields that both changed, and gates that only they changed and that would hide what I edited. */
  readonly clashes: readonly FieldKey[];
  /** My edits that go unsent where theirs is chosen for the gates among the clashes, because those then hide their fields. */
  readonly dropped: readonly FieldKey[];
}

/** Three-way merge by field: `base` is what both started from. */
export function merge(base: Series, mine: Values, theirs: Series): Merge {
  const isMine = (key: FieldKey) => !dequal(mine[key], base.values[key]);
  const isTheirs = (key: FieldKey) => !dequal(theirs.values[key], base.values[key]);
  const differs = (key: FieldKey) => !dequal(mine[key], theirs.values[key]);

  const myGates = gatesOf(mine, base.wire);
  const gatesWith = (theirGates: readonly FieldKey[]) =>
    gatesOf(withValues(mine, theirGates, theirs.values), theirs.wire);
  const changedGates = GATE_KEYS.filter((key) => isTheirs(key) && differs(key));
  const hides = (key: FieldKey, gates: Gates) => isVisible(key, myGates) && !isVisible(key, gates);
  const dropped = EDITABLE_KEYS.filter((key) => isMine(key) && differs(key) && hides(key, gatesWith(changedGates)));
  const hiding = changedGates.filter((gate) =>
    dropped.some((key) => !hides(key, gatesWith([])) && hides(key, gatesWith([gate]))),
  );

  const clashes = EDITABLE_KEYS.filter(
    (key) => isTheirs(key) && differs(key) && (isMine(key) || hiding.some((gate) => gate === key)),
  );
  const mineToo = EDITABLE_KEYS.filter((key) => isMine(key) || clashes.includes(key));
  return {
    values: withValues(theirs.values, mineToo, mine),
    theirs: EDITABLE_KEYS.filter((key) => isTheirs(key) && !mineToo.includes(key)),
    clashes,
    dropped,
  };
}

function withValues(values: Values, keys: readonly FieldKey[], from: Values): Values {
  return { ...values, ...Object.fromEntries(keys.map((key) => [key, from[key]])) };
}
