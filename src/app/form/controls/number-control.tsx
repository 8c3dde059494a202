import { unitText } from '#catalogue/format.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { NumberInput } from './number-input.tsx';
import { type ControlProps, labelIdOf } from './types.ts';

export function NumberControl({ id, kind, value, print, ...rest }: ControlProps<'number'>) {
  return (
    <NumberInput
      id={id}
      labelledBy={labelIdOf(id)}
      describedBy={rest.describedBy}
      value={value}
      empty={null}
      onChange={rest.onChange}
      onBlur={rest.onBlur}
      integer={kind.integer}
      signed={kind.min < 0}
      unit={unitText(kind.unit, print, isOdd(value) ? null : value)}
      currency={print.currency}
      invalid={rest.invalid}
      disabled={rest.disabled}
      required={rest.required}
    />
  );
}
