import type { FocusEvent, ReactNode, Ref } from 'react';
import css from './input.module.css';

interface ControlFrameProps {
  readonly id: string;
  readonly ref?: Ref<HTMLDivElement>;
  /** Names the group; without it the parts name themselves. */
  readonly labelledBy?: string;
  readonly describedBy?: string | undefined;
  /** Parts beside each other instead of below. */
  readonly inline?: boolean;
  /** The focus has left all parts. */
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** What holds a control of several parts together: one id to focus, one blur when the whole is left. */
export function ControlFrame({
  id,
  ref,
  labelledBy,
  describedBy,
  inline = false,
  onLeave,
  children,
}: ControlFrameProps) {
  return (
    <div
      id={id}
      ref={ref}
      className={inline ? css.line : css.stack}
      role={labelledBy === undefined ? undefined : 'group'}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      tabIndex={-1}
      onFocus={passFocusOn}
      onBlur={whenLeft(onLeave)}
    >
      {children}
    </div>
  );
}

/** A blur handler for a wrapper: moving between its parts does not count. */
export function whenLeft(leave: () => void) {
  return (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) leave();
  };
}

/** Whoever focuses the id (a list of errors, a link) gets to the chosen or else the first part that takes the focus. */
export function passFocusOn(event: FocusEvent<HTMLElement>) {
  if (event.target !== event.currentTarget) return;
  const frame = event.currentTarget;
  const first = frame.querySelector<HTMLElement>(':is(input, select, textarea, button):not(:disabled)');
  const chosen = frame.querySelector<HTMLElement>('input:checked:not(:disabled)');
  (first?.matches('[type=radio]') ? (chosen ?? first) : first)?.focus();
}
