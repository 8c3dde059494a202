import { useRef } from 'react';
import { isOdd, type Property } from '#catalogue/kinds.ts';
import { CrossIcon, PlusIcon } from '../../ui/icons.tsx';
import { ControlFrame } from './control-frame.tsx';
import css from './input.module.css';
import rows from './properties-control.module.css';
import { type ControlProps, labelIdOf } from './types.ts';

/** Names and texts of the organisation's own. An empty text is a value; the row's error says which name is there twice. */
export function PropertiesControl(props: ControlProps<'properties'>) {
  const { id, label, kind, value, onChange, onBlur, describedBy, invalid, disabled } = props;
  const list: readonly Property[] = isOdd(value) ? [] : value;
  const frame = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const full = list.length >= kind.maxRows;
  const counts = new Map<string, number>();
  for (const { key } of list) counts.set(key, (counts.get(key) ?? 0) + 1);

  function replace(index: number, change: Partial<Property>) {
    onChange(list.map((row, at) => (at === index ? { ...row, ...change } : row)));
  }

  function addRow() {
    onChange([...list, { key: '', value: '' }]);
    // The new row is drawn before the next frame.
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('li:last-of-type input')?.focus());
  }

  function remove(index: number) {
    // The row that moves up keeps the focus on its own button; after the last one it goes to "Add".
    if (index === list.length - 1) add.current?.focus();
    onChange(list.toSpliced(index, 1));
  }

  return (
    <ControlFrame id={id} ref={frame} labelledBy={labelIdOf(id)} describedBy={describedBy} onLeave={onBlur}>
      {list.length > 0 && (
        <ul className={rows.rows}>
          {/* Rows have no identity but their place: a name may be empty or there twice while somebody types. */}
          {list.map((row, index) => {
            const wrong = invalid && (row.key.trim() === '' || (counts.get(row.key) ?? 0) > 1);
            return (
              <li key={index} className={rows.row}>
                <span
                  className={`${css.field} ${rows.key}`}
                  data-invalid={wrong || undefined}
                  data-disabled={disabled || undefined}
                >
                  <input
                    className={css.input}
                    type="text"
                    autoComplete="off"
                    spellCheck={false}
                    placeholder="Name"
                    aria-label={`${label}, name ${index + 1}`}
                    aria-invalid={wrong || undefined}
                    value={row.key}
                    disabled={disabled}
                    onChange={(event) => replace(index, { key: event.currentTarget.value })}
                  />
                </span>
                <textarea
                  className={`${css.field} ${css.input} ${css.area} ${rows.value}`}
                  rows={1}
                  autoComplete="off"
                  placeholder="Empty"
                  aria-label={`${label}, value of ${row.key || `row ${index + 1}`}`}
                  data-disabled={disabled || undefined}
                  value={row.value}
                  disabled={disabled}
                  onChange={(event) => replace(index, { value: event.currentTarget.value })}
                />
                {!disabled && (
                  <button
                    type="button"
                    className={`${css.iconButton} ${rows.remove}`}
                    aria-label={`Remove ${row.key || `row ${index + 1}`}`}
                    onClick={() => remove(index)}
                  >
                    <CrossIcon size={15} />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <div className={css.line}>
        {!disabled && (
          <button
            ref={add}
            type="button"
            className={css.chip}
            aria-disabled={full || undefined}
            onClick={() => !full && addRow()}
          >
            <PlusIcon size={14} /> Add a property
          </button>
        )}
        <span className={css.note}>{list.length === 0 ? 'None' : `${list.length} of at most ${kind.maxRows}`}</span>
      </div>
    </ControlFrame>
  );
}
