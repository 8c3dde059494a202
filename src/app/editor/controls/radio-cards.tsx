import { useId } from 'react';
import { passFocusOn, whenLeft } from '../../ui/control-frame.tsx';
import css from './radio-cards.module.css';

export interface RadioCard<T> {
  readonly value: T;
  readonly title: string;
  /** The effect of this option, in one sentence. */
  readonly about: string;
  readonly disabled?: boolean;
}

interface RadioCardsProps<T> {
  readonly id: string;
  readonly labelledBy: string;
  readonly cards: readonly RadioCard<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly onBlur: () => void;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly required?: boolean;
}

/** Radio buttons that show the effect of each option. */
export function RadioCards<T extends string | boolean>(props: RadioCardsProps<T>) {
  const { id, labelledBy, cards, value, onChange, onBlur, describedBy, invalid, required } = props;
  const name = useId();
  return (
    <div
      id={id}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      aria-required={required || undefined}
      tabIndex={-1}
      className={`boxed divided ${css.cards}`}
      data-invalid={invalid || undefined}
      onFocus={passFocusOn}
      onBlur={whenLeft(onBlur)}
    >
      {cards.map((card) => {
        const titleId = `${id}-${String(card.value)}`;
        return (
          <label key={String(card.value)} className={css.card}>
            <input
              type="radio"
              name={name}
              value={String(card.value)}
              checked={card.value === value}
              disabled={card.disabled}
              aria-labelledby={titleId}
              aria-describedby={`${titleId}-about`}
              onChange={() => onChange(card.value)}
            />
            <span id={titleId} className={css.title}>
              {card.title}
            </span>
            <span id={`${titleId}-about`} className={`secondary ${css.about}`}>
              {card.about}
            </span>
          </label>
        );
      })}
    </div>
  );
}
