import { IdsEditor } from './ids-editor.tsx';
import { type ControlProps, labelIdOf } from './types.ts';

export function IdsControl({ id, kind, value, ...rest }: ControlProps<'ids'>) {
  return (
    <IdsEditor
      id={id}
      labelledBy={labelIdOf(id)}
      value={value}
      none={kind.noneLabel}
      onChange={rest.onChange}
      onBlur={rest.onBlur}
      describedBy={rest.describedBy}
      invalid={rest.invalid}
      disabled={rest.disabled}
      required={rest.required}
    />
  );
}
