import { type ChangeEvent, type CSSProperties, useState } from 'react';
import { isOdd } from '#catalogue/kinds.ts';
import { MessageControl } from '../message/message-control.tsx';
import css from './input.module.css';
import { type ControlProps, labelIdOf } from './types.ts';

/** One line, or as many as the text has. A stored line break keeps its place: an input of one line would lose it. */
export function TextControl(props: ControlProps<'text'>) {
  const { id, kind, value, onChange, onBlur, describedBy, invalid, disabled, required } = props;
  const text = isOdd(value) ? value.text : value;
  const [broken] = useState(() => text.includes('\n'));
  const shared = {
    id,
    value: text,
    onBlur,
    disabled,
    'aria-labelledby': labelIdOf(id),
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    'aria-required': required || undefined,
    'data-invalid': invalid || undefined,
    'data-disabled': disabled || undefined,
    autoComplete: 'off',
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.currentTarget.value),
  };
  if (kind.tags !== undefined) return <MessageControl {...props} />;
  if (kind.lines !== undefined || broken)
    return (
      <textarea {...shared} rows={kind.lines ?? 2} className={`${css.field} ${css.input} ${css.wide} ${css.area}`} />
    );
  const chars = kind.maxLength === undefined ? 44 : Math.max(kind.maxLength + 2, text.length);
  return (
    <span
      className={`${css.field} ${css.single}`}
      data-invalid={shared['data-invalid']}
      data-disabled={shared['data-disabled']}
      // The width is data; the sheet reads it as a variable.
      style={{ '--chars': chars } as CSSProperties}
    >
      <input {...shared} type="text" className={`${css.input} ${css.measured}`} />
    </span>
  );
}
