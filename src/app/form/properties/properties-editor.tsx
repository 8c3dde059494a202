import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { isOdd, type Property } from '#catalogue/kinds.ts';
import { propertyRemarks, suggestedNames } from '#domain/property-rows.ts';
import { propertyKeysQuery } from '../../api/property-keys.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import { ControlFrame } from '../controls/control-frame.tsx';
import input from '../controls/input.module.css';
import { type ControlProps, labelIdOf } from '../controls/types.ts';
import css from './properties-editor.module.css';
import { PropertyRow } from './property-row.tsx';

const NONE: readonly string[] = [];

/**
 * Names and texts of the organisation's own. An empty text is a value. On the wire they are the keys of an object, whose order
 * means nothing: rows stay where they are, and a new one comes last.
 */
export function PropertiesEditor(props: ControlProps<'properties'>) {
  const { id, label, kind, value, onChange, onBlur, describedBy, invalid, disabled } = props;
  const list: readonly Property[] = isOdd(value) ? [] : value;
  const frame = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const known = useQuery(propertyKeysQuery()).data ?? NONE;
  const facts = { known, elsewhere: kind.elsewhere };
  const remarks = propertyRemarks(list, facts);
  const full = list.length >= kind.maxRows;

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
        <>
          <div className={css.head} aria-hidden="true">
            <span>Name</span>
            <span>Text</span>
          </div>
          <ul className={css.rows}>
            {/* Rows have no identity but their place: a name may be empty or there twice while somebody types. */}
            {list.map((row, index) => (
              <PropertyRow
                key={index}
                id={`${id}-${index}`}
                label={label}
                index={index}
                row={row}
                remarks={remarks[index] ?? []}
                names={() => suggestedNames(list, index, facts)}
                blamed={invalid}
                disabled={disabled}
                onChange={(change) => replace(index, change)}
                onRemove={() => remove(index)}
              />
            ))}
          </ul>
        </>
      )}
      <div className={input.line}>
        {!disabled && (
          <button
            ref={add}
            type="button"
            className={input.chip}
            aria-disabled={full || undefined}
            aria-describedby={`${id}-room`}
            onClick={() => !full && addRow()}
          >
            <PlusIcon size={14} />
            <span>{' Add a property'}</span>
          </button>
        )}
        <span
          id={`${id}-room`}
          className={input.note}
        >{`${list.length === 0 ? 'None' : `${list.length} of at most ${kind.maxRows}`}${full && !disabled ? '. Remove one to add another.' : ''}`}</span>
      </div>
    </ControlFrame>
  );
}
