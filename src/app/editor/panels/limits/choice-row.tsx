import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Print } from '#catalogue/format.ts';
import { Row } from '../../../ui/row.tsx';
import { passFocusOn } from '../../../ui/control-frame.tsx';
import { type RadioCard, RadioCards } from '../../controls/radio-cards.tsx';
import { labelIdOf } from '../../controls/control-types.ts';
import { PreviousChoice, type EditedField, FieldMessages, PreviousValue } from '../../controls/field-status.tsx';

interface Props<T> {
  /** The field that labels the row. */
  readonly field: EditedField<FieldKey>;
  /** A second field that the same cards set. */
  readonly second?: EditedField<FieldKey>;
  readonly cards: readonly RadioCard<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Title of the stored option; null if the stored values match no option. */
  readonly previous?: string | null;
  readonly print: Print;
}

/** One choice with the effect of each option. If it sets two fields, it shows the issues of both. */
export function ChoiceRow<T extends string | boolean>({
  field,
  second,
  cards,
  value,
  onChange,
  previous = null,
  print,
}: Props<T>) {
  const { label, help, required } = field.entry;
  const fields = second ? [field, second] : [field];
  const group = (
    <RadioCards
      id={field.id}
      labelledBy={labelIdOf(field.id)}
      cards={cards}
      value={value}
      onChange={onChange}
      onBlur={() => fields.forEach(({ onBlur }) => onBlur())}
      describedBy={
        [field.describedBy, second && second.issues.length > 0 && `${second.id}-remarks`].filter(Boolean).join(' ') ||
        undefined
      }
      invalid={fields.some(({ invalid }) => invalid)}
      required={required ?? false}
    />
  );
  return (
    <Row
      id={field.id}
      label={label}
      native={false}
      {...(help ? { help } : {})}
      changed={fields.some(({ changed }) => changed)}
      invalid={fields.some(({ invalid }) => invalid)}
      field={{ key: field.name, apiName: fields.map(({ entry }) => entry.path.join('.')).join(', ') }}
    >
      {second ? (
        // Focusing the second field focuses the same cards.
        <div id={second.id} data-field={second.name} tabIndex={-1} onFocus={passFocusOn} className="stack">
          {group}
        </div>
      ) : (
        group
      )}
      {second && previous !== null ? (
        <PreviousChoice fields={fields} previous={previous} />
      ) : (
        <>
          <PreviousValue field={field} print={print} />
          {second && <PreviousValue field={second} print={print} named />}
        </>
      )}
      <FieldMessages field={field} />
      {second && <FieldMessages field={second} />}
    </Row>
  );
}
