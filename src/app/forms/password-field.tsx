import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState } from 'react';
import css from './form.module.css';

interface PasswordFieldProps extends PasswordInputProps {
  readonly label: string;
}

/** A password input with a button that shows the password, to avoid typing errors. */
export function PasswordField({ label, ...props }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <PasswordInput
      {...props}
      label={<span>{label}</span>}
      visible={isShown}
      required
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      aria-invalid={Boolean(props.error) || undefined}
      rightSectionWidth="3.75rem"
      // Mantine's own button has no click event, which assistive technology fires.
      rightSection={
        <button
          type="button"
          className={`secondary ${css.show}`}
          aria-pressed={isShown}
          aria-label={`Show: ${label}`}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </button>
      }
    />
  );
}
