import { useState } from 'react';
import { unitText } from '#catalogue/format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { ControlFrame } from '../../ui/control-frame.tsx';
import { NumberInput } from './number-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { type ControlProps, labelIdOf, typed } from './control-types.ts';

const EMPTY_DRAFT = typed('');

/** "No limit" or "Limit to" with a number. Switching to "No limit" and back keeps the number. */
export function LimitControl(props: ControlProps<'limit'>) {
  const { id, kind, value, onChange, onBlur, describedBy, invalid, disabled, required, print } = props;
  const [lastLimit, setLastLimit] = useState<Exclude<typeof value, null>>(EMPTY_DRAFT);
  const [focusNumber, setFocusNumber] = useState(false);
  const limited = value !== null;

  function choose(limit: boolean, pressed: boolean) {
    if (limit === limited) return;
    // After an arrow key the focus stays in the radio group; Tab reaches the number.
    setFocusNumber(limit && pressed);
    if (limited) {
      setLastLimit(value);
      onChange(null);
    } else {
      onChange(lastLimit);
    }
  }

  return (
    <ControlFrame id={id} inline onLeave={onBlur}>
      <Segmented
        id={`${id}-choice`}
        labelledBy={labelIdOf(id)}
        segments={[
          { value: false, label: kind.noneLabel },
          { value: true, label: kind.someLabel },
        ]}
        value={limited}
        onChange={choose}
        describedBy={describedBy}
        disabled={disabled}
        required={required}
      />
      {limited && (
        <NumberInput
          id={`${id}-number`}
          labelledBy={`${labelIdOf(id)} ${id}-choice-true`}
          describedBy={describedBy}
          value={value}
          empty={EMPTY_DRAFT}
          onChange={onChange}
          integer={kind.integer}
          signed={kind.min < 0}
          unit={unitText(kind.unit, print, isUnresolved(value) ? null : value)}
          currency={print.currency}
          invalid={invalid}
          disabled={disabled}
          required
          takesFocus={focusNumber}
        />
      )}
    </ControlFrame>
  );
}
