import { type CSSProperties, useId, useRef } from 'react';
import { passFocusOn, whenLeft } from './control-frame.tsx';
import css from './segmented.module.css';

interface Segment<T> {
  readonly value: T;
  readonly label: string;
}

interface SegmentedProps<T> {
  readonly id: string;
  readonly labelledBy: string;
  readonly segments: readonly Segment<T>[];
  /** If no segment has this value, none is selected. */
  readonly value: T | undefined;
  /** `pressed`: changed by mouse or touch, not by a key. */
  readonly onChange: (value: T, pressed: boolean) => void;
  readonly onBlur?: () => void;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly required?: boolean;
}

/** A few options side by side, as a group of radio buttons. */
export function Segmented<T extends string | boolean>(props: SegmentedProps<T>) {
  const { id, labelledBy, segments, value, onChange, onBlur, describedBy, invalid, disabled, required } = props;
  const name = useId();
  const pressed = useRef(false);
  return (
    <div
      id={id}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      aria-required={required || undefined}
      aria-disabled={disabled || undefined}
      tabIndex={-1}
      className={`inset segments ${css.track}`}
      style={{ '--segments': segments.length } as CSSProperties}
      data-invalid={invalid || undefined}
      onPointerDown={() => (pressed.current = true)}
      onKeyDown={() => (pressed.current = false)}
      onFocus={passFocusOn}
      onBlur={whenLeft(() => onBlur?.())}
    >
      {segments.map((segment) => (
        <label key={String(segment.value)} className={css.segment}>
          <input
            type="radio"
            className="cover"
            name={name}
            value={String(segment.value)}
            checked={segment.value === value}
            disabled={disabled}
            onChange={() => onChange(segment.value, pressed.current)}
          />
          <span id={`${id}-${String(segment.value)}`} className={`segment ${css.text}`}>
            {segment.label}
          </span>
        </label>
      ))}
    </div>
  );
}
