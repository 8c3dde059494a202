import type { FocusEvent, ReactNode, Ref } from 'react';

interface ControlFrameProps {
  readonly id: string;
  readonly ref?: Ref<HTMLDivElement>;
  /** Id of the group's label. Omit it if each part has its own label. */
  readonly labelledBy?: string;
  readonly describedBy?: string | undefined;
  /** Parts side by side instead of stacked. */
  readonly inline?: boolean;
  /** Called when the focus leaves all parts. */
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** Wraps a control of several parts: one id to focus, and one blur event for the group. */
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
      className={inline ? 'cluster' : 'stack'}
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

/** A blur handler for a wrapper. Ignores focus moves between its parts. */
export function whenLeft(onLeave: () => void) {
  return (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onLeave();
  };
}

/**
 * Passes the focus of the wrapper (from a link or an error list) on to the checked radio button, or to the first part.
 */
export function passFocusOn(event: FocusEvent<HTMLElement>) {
  if (event.target !== event.currentTarget) return;
  const frame = event.currentTarget;
  const first = frame.querySelector<HTMLElement>(':is(input, select, textarea, button):not(:disabled)');
  const chosen = frame.querySelector<HTMLElement>('input:checked:not(:disabled)');
  (first?.matches('[type=radio]') ? (chosen ?? first) : first)?.focus();
}
