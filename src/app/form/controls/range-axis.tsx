import { type KeyboardEvent, useId, useState } from 'react';
import css from './range-axis.module.css';

interface RangeAxisProps {
  readonly label: string;
  /** The button that takes every choice back. */
  readonly any: string;
  readonly items: readonly { readonly value: number; readonly text: string; readonly said: string }[];
  readonly pressed: readonly number[];
  readonly disabled: boolean;
  readonly onChange: (pressed: readonly number[]) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function walk(event: KeyboardEvent<HTMLElement>) {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const here = buttons.findIndex((button) => button === document.activeElement);
  const step = STEPS[event.key];
  let next: number | undefined;
  if (step !== undefined) next = (here + step + buttons.length) % buttons.length;
  if (event.key === 'Home') next = 0;
  if (event.key === 'End') next = buttons.length - 1;
  if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  buttons[next]?.focus();
}

/** A row of buttons that stay pressed. One stop for Tab; arrows, Home and End go along the row. */
export function RangeAxis({ label, any, items, pressed, disabled, onChange }: RangeAxisProps) {
  const [current, setCurrent] = useState(0);
  const id = useId();
  const chosen = new Set(pressed);

  function toggle(value: number) {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    onChange([...next].toSorted((a, b) => a - b));
  }

  const button = (index: number) => ({
    type: 'button' as const,
    className: css.cell,
    tabIndex: index === current ? 0 : -1,
    disabled,
    onFocus: () => setCurrent(index),
  });

  return (
    <div className={css.axis} role="toolbar" tabIndex={-1} aria-labelledby={id} onKeyDown={walk}>
      <div className={css.head}>
        <span id={id} className={css.label}>
          {label}
        </span>
        <button {...button(0)} data-any aria-pressed={chosen.size === 0} onClick={() => onChange([])}>
          {any}
        </button>
      </div>
      <div className={css.cells} data-few={items.length <= 7 || undefined}>
        {items.map(({ value, text, said }, index) => (
          <button
            key={value}
            {...button(index + 1)}
            aria-pressed={chosen.has(value)}
            aria-label={said}
            onClick={() => toggle(value)}
          >
            {text}
          </button>
        ))}
      </div>
    </div>
  );
}
