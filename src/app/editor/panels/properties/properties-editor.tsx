import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { isUnresolved, type Property } from '#catalogue/model/kinds.ts';
import { propertyIssues, suggestedNames } from '#domain/targets/property-rows.ts';
import { propertyKeysQuery } from '../../../api/property-keys.ts';
import { PlusIcon } from '../../../ui/icons.tsx';
import { ControlFrame } from '../../../ui/control-frame.tsx';
import input from '../../../ui/input.module.css';
import { type ControlProps, labelIdOf } from '../../controls/control-types.ts';
import css from './properties-editor.module.css';
import { PropertyRow } from './property-row.tsx';

const NONE: readonly string[] = [];

/**
 * The organisation's custom properties. An empty text is a value. On the wire they are an object whose key order has no
 * meaning: rows keep their order, and a new row is appended.
 */
export function PropertiesEditor(props: ControlProps<'properties'>) {
  const { id, label, kind, value, onChange, onBlur, describedBy, invalid, disabled } = props;
  const list: readonly Property[] = isUnresolved(value) ? [] : value;
  const frame = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const known = useQuery(propertyKeysQuery()).data ?? NONE;
  const context = { known, elsewhere: kind.elsewhere };
  const issues = propertyIssues(list, context);
  const isFull = list.length >= kind.maxRows;

  function replace(index: number, change: Partial<Property>) {
    onChange(list.map((row, position) => (position === index ? { ...row, ...change } : row)));
  }

  function addRow() {
    onChange([...list, { key: '', value: '' }]);
    // The new row renders before the next frame.
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('li:last-of-type input')?.focus());
  }

  function remove(index: number) {
    // React reuses the row elements, so the next row's remove button keeps the focus. After the last row, focus "Add".
    if (index === list.length - 1) addButton.current?.focus();
    onChange(list.toSpliced(index, 1));
  }

  return (
    <ControlFrame id={id} ref={frame} labelledBy={labelIdOf(id)} describedBy={describedBy} onLeave={onBlur}>
      {list.length > 0 && (
        <div className={css.rows}>
          <div className={`${css.head} secondary tabular`} aria-hidden="true">
            <span>Name</span>
            <span>Text</span>
          </div>
          <ul>
            {/* The index is the key: a name may be empty or duplicate while the user types. */}
            {list.map((row, index) => (
              <PropertyRow
                key={index}
                id={`${id}-${index}`}
                label={label}
                index={index}
                row={row}
                issues={issues[index] ?? []}
                names={() => suggestedNames(list, index, context)}
                showAllIssues={invalid}
                disabled={disabled}
                onChange={(change) => replace(index, change)}
                onRemove={() => remove(index)}
              />
            ))}
          </ul>
        </div>
      )}
      <div className="cluster">
        {!disabled && (
          <button
            ref={addButton}
            type="button"
            className={input.chip}
            aria-disabled={isFull || undefined}
            aria-describedby={`${id}-room`}
            onClick={() => !isFull && addRow()}
          >
            <PlusIcon size={14} />
            <span>{' Add a property'}</span>
          </button>
        )}
        <span
          id={`${id}-room`}
          className="secondary tabular"
        >{`${list.length === 0 ? 'None' : `${list.length} of at most ${kind.maxRows}`}${isFull && !disabled ? '. Remove one to add another.' : ''}`}</span>
      </div>
    </ControlFrame>
  );
}
