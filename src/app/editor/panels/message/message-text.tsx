import type { ComponentProps } from 'react';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { type ControlProps, labelIdOf } from '../../controls/control-types.ts';
import input from '../../../ui/input.module.css';
import css from './message.module.css';

type Props = Omit<ControlProps<'text'>, 'onBlur'> &
  Pick<ComponentProps<'textarea'>, 'ref' | 'onFocus' | 'onSelect' | 'onInput' | 'onKeyDown' | 'onScroll' | 'onBlur'>;

export const textOf = (value: ControlProps<'text'>['value']) => (isUnresolved(value) ? value.text : value);

/** The text area, used by the lazy editor and by its fallback. */
export function MessageText({
  id,
  kind,
  value,
  onChange,
  describedBy,
  invalid,
  disabled,
  required,
  ref,
  onFocus,
  onSelect,
  onInput,
  onKeyDown,
  onScroll,
  onBlur,
}: Props) {
  return (
    <textarea
      id={id}
      ref={ref}
      value={textOf(value)}
      rows={kind.lines ?? 2}
      onChange={(event) => onChange(event.currentTarget.value)}
      onFocus={onFocus}
      onSelect={onSelect}
      onInput={onInput}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
      onBlur={onBlur}
      disabled={disabled}
      className={`${input.field} ${input.input} ${input.wide} ${input.area} ${css.text}`}
      aria-labelledby={labelIdOf(id)}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      aria-required={required || undefined}
      data-invalid={invalid || undefined}
      autoComplete="off"
    />
  );
}
