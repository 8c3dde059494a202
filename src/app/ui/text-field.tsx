import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import input from './input.module.css';
import { Notice } from './notice.tsx';
import css from './fields.module.css';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'className'> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** At the end of the label's line. */
  readonly aside?: ReactNode;
  /** Inside the field, after the text. */
  readonly inside?: ReactNode;
}

/** A text input with a label above, and a hint and an error below. */
export function TextField({ label, hint, error, aside, inside, ...props }: TextFieldProps) {
  const id = useId();
  const descriptionIds = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
  return (
    <div className={css.block}>
      <div className={css.above}>
        <label htmlFor={id} className={css.label}>
          {label}
        </label>
        {aside}
      </div>
      <span className={`${input.field} ${css.field}`} data-invalid={error !== undefined || undefined}>
        <input
          type="text"
          {...props}
          id={id}
          className={`${input.input} ${css.input}`}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={descriptionIds.length > 0 ? descriptionIds.join(' ') : undefined}
        />
        {inside}
      </span>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <Notice tone="error" id={`${id}-error`} live>
          {error}
        </Notice>
      )}
    </div>
  );
}

/** A password input with a button that shows the password, to avoid typing errors. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'inside'>) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      inside={
        <button
          type="button"
          className={css.show}
          aria-pressed={isShown}
          aria-label={`Show: ${props.label}`}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </button>
      }
    />
  );
}
