import type { ReactNode, SelectHTMLAttributes } from 'react';
import { ChevronIcon } from './icons.tsx';
import css from './fields.module.css';

interface SelectProps<T extends string> extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: ReactNode])[];
  readonly onChoose: (value: T) => void;
}

/** The native select, for a few options. */
export function Select<T extends string>({ value, options, onChoose, ...props }: SelectProps<T>) {
  return (
    <span className={css.select}>
      <select
        {...props}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.currentTarget.value);
          if (chosen) onChoose(chosen[0]);
        }}
      >
        {options.map(([option, label]) => (
          <option key={option} value={option}>
            {label}
          </option>
        ))}
      </select>
      <ChevronIcon size={16} />
    </span>
  );
}
