import { useState } from 'react';
import { unitText } from '#catalogue/format.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { ControlFrame } from './control-frame.tsx';
import { NumberInput } from './number-input.tsx';
import { Segmented } from './segmented.tsx';
import { type ControlProps, labelIdOf, typed } from './types.ts';

const NOTHING = typed('');

/** "No limit" or "Limit to" with a number beside it. The number survives a visit to "No limit" and back. */
export function LimitControl(props: ControlProps<'limit'>) {
  const { id, kind, value, onChange, onBlur, describedBy, invalid, disabled, required, print } = props;
  const [former, setFormer] = useState<Exclude<typeof value, null>>(NOTHING);
  const [asked, setAsked] = useState(false);
  const limited = value !== null;

  function choose(some: boolean, pressed: boolean) {
    if (some === limited) return;
    // Arrow keys go on among the choices; Tab reaches the number.
    setAsked(some && pressed);
    if (limited) {
      setFormer(value);
      onChange(null);
    } else {
      onChange(former);
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
          empty={NOTHING}
          onChange={onChange}
          integer={kind.integer}
          signed={kind.min < 0}
          unit={unitText(kind.unit, print, isOdd(value) ? null : value)}
          currency={print.currency}
          invalid={invalid}
          disabled={disabled}
          required
          takesFocus={asked}
        />
      )}
    </ControlFrame>
  );
}
