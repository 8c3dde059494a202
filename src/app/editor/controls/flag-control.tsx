import { isUnresolved } from '#catalogue/model/kinds.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { type ControlProps, labelIdOf } from './control-types.ts';

/** Two options. "Off" comes first, because most flags are off. */
export function FlagControl({ id, kind, value, ...rest }: ControlProps<'flag'>) {
  return (
    <Segmented
      id={id}
      labelledBy={labelIdOf(id)}
      segments={[
        { value: false, label: kind.off },
        { value: true, label: kind.on },
      ]}
      value={isUnresolved(value) ? undefined : value}
      onChange={rest.onChange}
      onBlur={rest.onBlur}
      describedBy={rest.describedBy}
      invalid={rest.invalid}
      disabled={rest.disabled}
      required={rest.required}
    />
  );
}
