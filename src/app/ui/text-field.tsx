import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import input from './input.module.css';
import { Notice } from './notice.tsx';
import css from './fields.module.css';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'className'> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Beside the label, on the far side. */
  readonly aside?: ReactNode;
  /** In the field, behind the text. */
  readonly inside?: ReactNode;
}

/** A line to type into: its name above, what to know of it and what is wrong with it beneath. */
export function TextField({ label, hint, error, aside, inside, ...props }: TextFieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
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
          aria-describedby={described.length > 0 ? described.join(' ') : undefined}
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

/** A password, which can be looked at: nobody types well what they do not see. */
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
