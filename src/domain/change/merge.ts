import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { GATE_KEYS, type Gates } from '#catalogue/model/gates.ts';
import type { Series } from '../series/series.ts';
import { gatesOf, isVisible } from '../series/visibility.ts';

export interface Merge {
  /** My edits applied to their series. A clash keeps my value until the user chooses. */
  readonly values: Values;
  /** Fields that take their value: only they changed them. */
  readonly theirs: readonly FieldKey[];
  /** Fields that both changed, and gates that only they changed but that would hide a field I edited. */
  readonly clashes: readonly FieldKey[];
  /** My edits that are not sent if the user chooses theirs for the clashing gates: those hide the fields. */
  readonly dropped: readonly FieldKey[];
}

/** Three-way merge by field. `base` is the common ancestor. */
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
  const keysFromMine = EDITABLE_KEYS.filter((key) => isMine(key) || clashes.includes(key));
  return {
    values: withValues(theirs.values, keysFromMine, mine),
    theirs: EDITABLE_KEYS.filter((key) => isTheirs(key) && !keysFromMine.includes(key)),
    clashes,
    dropped,
  };
}

function withValues(values: Values, keys: readonly FieldKey[], from: Values): Values {
  return { ...values, ...Object.fromEntries(keys.map((key) => [key, from[key]])) };
}
