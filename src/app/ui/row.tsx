import type { ReactNode } from 'react';
import css from './row.module.css';

interface RowProps {
  /** Id of the control. The label gets `${id}-label`, the help `${id}-help`. */
  readonly id: string;
  readonly label: ReactNode;
  /** Renders a `<label>`. False for groups of controls, which use aria-labelledby instead. */
  readonly native?: boolean;
  readonly help?: ReactNode;
  /** Small marks after the label: a lock, "Required". */
  readonly mark?: ReactNode;
  readonly changed?: boolean;
  readonly invalid?: boolean;
  /** The field of the row, as a target of links. Its API name is the tooltip. */
  readonly field?: { readonly key: string; readonly apiName: string };
  readonly children: ReactNode;
}

/** One field of a card: label and help on the left, the control on the right. */
export function Row({
  id,
  label,
  native = true,
  help,
  mark,
  changed = false,
  invalid = false,
  field,
  children,
}: RowProps) {
  return (
    <div
      className={css.row}
      data-changed={changed || undefined}
      data-invalid={invalid || undefined}
      data-field={field?.key}
    >
      <div className={css.name}>
        <div className={`cluster ${css.heading}`} title={field && `API name: ${field.apiName}`}>
          {native ? (
            <label id={`${id}-label`} htmlFor={id} className={css.label}>
              {label}
            </label>
          ) : (
            <span id={`${id}-label`} className={css.label}>
              {label}
            </span>
          )}
          {mark}
        </div>
        {help !== undefined && (
          <p id={`${id}-help`} className={`tertiary ${css.help}`}>
            {help}
          </p>
        )}
      </div>
      <div className="stack">{children}</div>
    </div>
  );
}
