import { fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import type { EntryDifferences } from '#domain/change/entry-versions.ts';
import type { Json } from '#values/json.ts';
import { ChangeRow } from '../../editor/changes/value-change.tsx';

interface Props {
  readonly differences: EntryDifferences;
  /** How values after the save are printed. */
  readonly print: Print;
}

/** The changes of an entry that have no value before and after in words: what no answer shows, and unknown keys. */
export function OtherChanges({ differences: { to, sentOnly, others }, print }: Props) {
  return (
    <>
      {sentOnly.map((field) => (
        <ChangeRow key={field} field={field}>
          <span>{formatValue(fieldOf(field).kind, to.values[field], print)}</span>
          <p className="secondary">Sent, cannot be verified: the API does not return this field.</p>
        </ChangeRow>
      ))}
      {others.map((other) => (
        <div key={other.key} className="field-line">
          <dt>
            <code translate="no">{other.key}</code>
          </dt>
          <dd>
            <code translate="no">{`${jsonOrNothing(other.from)} → ${jsonOrNothing(other.to)}`}</code>
          </dd>
        </div>
      ))}
    </>
  );
}

export const jsonOrNothing = (value: Json | undefined) => (value === undefined ? 'not there' : JSON.stringify(value));
