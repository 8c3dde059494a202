import type { ReactNode, SelectHTMLAttributes } from 'react';
import { ChevronIcon } from './icons.tsx';
import css from './fields.module.css';

interface SelectProps<T extends string> extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  readonly value: T;
  readonly options: readonly (readonly [value: T, word: ReactNode])[];
  readonly onChoose: (value: T) => void;
}

/** The browser's own list: right for a few choices, on a phone too. */
export function Select<T extends string>({ value, options, onChoose, ...props }: SelectProps<T>) {
  return (
    <span className={css.select}>
      <select
        {...props}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([each]) => each === event.currentTarget.value);
          if (chosen) onChoose(chosen[0]);
        }}
      >
        {options.map(([each, word]) => (
          <option key={each} value={each}>
            {word}
          </option>
        ))}
      </select>
      <ChevronIcon size={16} />
    </span>
  );
}
