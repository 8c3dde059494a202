import { useState } from 'react';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import css from '../../ui/input.module.css';
import { Segmented } from '../../ui/segmented.tsx';
import { type ControlProps, labelIdOf } from './control-types.ts';

const MAX_SEGMENTS = 4;

/**
 * Segments for up to four options, a select for more. A stored value that is not in the list stays as an extra option.
 */
export function ChoiceControl(props: ControlProps<'choice'>) {
  const { id, kind, onChange, onBlur, describedBy, invalid, disabled, required } = props;
  const value = isUnresolved(props.value) ? '' : props.value;
  const isUnknown = value !== '' && !Object.hasOwn(kind.options, value);
  const [unknown, setUnknown] = useState(isUnknown ? value : null);
  if (isUnknown && unknown !== value) setUnknown(value);

  const options = Object.entries(kind.options).map(([key, label]) => ({ value: key, label }));
  const count = options.length;
  if (unknown !== null) options.push({ value: unknown, label: `${unknown} (unknown)` });

  if (count <= MAX_SEGMENTS)
    return (
      <Segmented
        id={id}
        labelledBy={labelIdOf(id)}
        segments={options}
        value={value}
        onChange={onChange}
        onBlur={onBlur}
        describedBy={describedBy}
        invalid={invalid}
        disabled={disabled}
        required={required}
      />
    );
  return (
    <span
      className={`${css.field} ${css.select}`}
      data-invalid={invalid || undefined}
      data-disabled={disabled || undefined}
    >
      <select
        id={id}
        className={css.input}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        disabled={disabled}
        aria-labelledby={labelIdOf(id)}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        aria-required={required || undefined}
      >
        {value === '' && <option value="">Not set</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronIcon size={16} />
    </span>
  );
}
