import { type ChangeEvent, type CSSProperties, useState } from 'react';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { MessageControl } from './message-control.tsx';
import css from '../../../ui/input.module.css';
import { type ControlProps, labelIdOf } from '../../controls/control-types.ts';

/**
 * A single-line input, or a textarea if the field has several lines or the stored text has a line break, which an input
 * would lose.
 */
export function TextControl(props: ControlProps<'text'>) {
  const { id, kind, value, onChange, onBlur, describedBy, invalid, disabled, required } = props;
  const text = isUnresolved(value) ? value.text : value;
  const [hasLineBreak] = useState(() => text.includes('\n'));
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
    ...(kind.isCode && { spellCheck: false, autoCapitalize: 'off' }),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.currentTarget.value),
  };
  if (kind.tags !== undefined) return <MessageControl {...props} />;
  if (kind.lines !== undefined || hasLineBreak)
    return <textarea {...shared} rows={kind.lines ?? 2} className={`${css.field} ${css.wide} ${css.area}`} />;
  const chars = kind.maxLength === undefined ? 44 : Math.max(kind.maxLength + 2, text.length);
  return (
    <span
      className={`${css.field} ${css.single}`}
      data-invalid={shared['data-invalid']}
      data-disabled={shared['data-disabled']}
      // The stylesheet computes the width from this variable.
      style={{ '--chars': chars } as CSSProperties}
    >
      <input {...shared} type="text" className={`${css.input} ${css.measured}`} />
    </span>
  );
}
