import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { Row } from '../../ui/row.tsx';
import { useBase } from '../state/editor-context.tsx';
import { rowId } from '../controls/field-status.tsx';
import css from '../controls/field-row.module.css';

/** A read-only field: its value and the reason. */
export function ReadRow({ name, print }: { name: FieldKey; print: Print }) {
  const base = useBase();
  const { label, help, because, kind, path } = fieldOf(name);
  const id = rowId(name);
  return (
    <Row
      id={id}
      label={label}
      native={false}
      help={[help, because].filter(Boolean).join(' ')}
      field={{ key: name, apiName: path.join('.') }}
    >
      <span
        id={id}
        role="group"
        tabIndex={-1}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-help`}
        className={`tabular ${css.readValue}`}
      >
        {formatValue(kind, base.values[name], print)}
      </span>
    </Row>
  );
}
