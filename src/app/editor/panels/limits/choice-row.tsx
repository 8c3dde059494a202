import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Print } from '#catalogue/format.ts';
import { Row } from '../../../ui/row.tsx';
import { passFocusOn } from '../../../ui/control-frame.tsx';
import { type RadioCard, RadioCards } from '../../controls/radio-cards.tsx';
import { labelIdOf } from '../../controls/control-types.ts';
import { PreviousChoice, type EditedField, FieldMessages, PreviousValue } from '../../controls/field-status.tsx';
import css from './choice-row.module.css';

interface Props<T> {
  /** The field whose name the row has. */
  readonly field: EditedField<FieldKey>;
  /** Another field the same cards stand for. */
  readonly also?: EditedField<FieldKey>;
  readonly cards: readonly RadioCard<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** What was chosen before; null where the stored values are no choice. */
  readonly was?: string | null;
  readonly print: Print;
}

/** One choice in words, each with its consequence. Where it stands for two fields, what is said of either is said below it. */
export function ChoiceRow<T extends string | boolean>({
  field,
  also,
  cards,
  value,
  onChange,
  was = null,
  print,
}: Props<T>) {
  const { label, help, required } = field.entry;
  const fields = also ? [field, also] : [field];
  const group = (
    <RadioCards
      id={field.id}
      labelledBy={labelIdOf(field.id)}
      cards={cards}
      value={value}
      onChange={onChange}
      onBlur={() => fields.forEach(({ onBlur }) => onBlur())}
      describedBy={
        [field.describedBy, also && also.issues.length > 0 && `${also.id}-remarks`].filter(Boolean).join(' ') ||
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
      changed={fields.some(({ change }) => change !== undefined)}
      invalid={fields.some(({ invalid }) => invalid)}
      field={{ key: field.name, apiName: fields.map(({ entry }) => entry.path.join('.')).join(', ') }}
    >
      {also ? (
        // Whoever jumps to the other field gets to the same cards.
        <div id={also.id} data-field={also.name} tabIndex={-1} onFocus={passFocusOn} className={css.both}>
          {group}
        </div>
      ) : (
        group
      )}
      {also && was !== null ? (
        <PreviousChoice fields={fields} was={was} />
      ) : (
        <>
          <PreviousValue field={field} print={print} />
          {also && <PreviousValue field={also} print={print} named />}
        </>
      )}
      <FieldMessages field={field} />
      {also && <FieldMessages field={also} />}
    </Row>
  );
}
