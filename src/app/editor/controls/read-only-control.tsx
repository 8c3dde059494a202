import { formatValue } from '#catalogue/format.ts';
import css from './read-only-control.module.css';
import { type ControlProps, labelIdOf } from './control-types.ts';

export function InstantControl({ id, kind, value, print }: ControlProps<'instant'>) {
  return (
    <p id={id} tabIndex={-1} className={`tabular ${css.text}`}>
      {formatValue(kind, value, print)}
    </p>
  );
}

export function RawControl({ id, value }: ControlProps<'raw'>) {
  return (
    <pre
      translate="no"
      id={id}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className={`inset ${css.json}`}
      role="region"
      aria-labelledby={labelIdOf(id)}
    >
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
