import { useMemo } from 'react';
import { isUnresolved, type Place } from '#catalogue/model/kinds.ts';
import { PLACE_TYPES } from '#contract/endpoint-constants.ts';
import { Notice } from '../../../ui/notice.tsx';
import { ControlFrame } from '../../../ui/control-frame.tsx';
import input from '../../../ui/input.module.css';
import { readLists } from '../../controls/typed-lists.ts';
import { type ControlProps, labelIdOf } from '../../controls/control-types.ts';
import { NamedPlaces } from './named-places.tsx';

const NONE: readonly Place[] = [];

/** The selected places by name, and the buttons that open the dialog. */
export function PlacesSummary(props: ControlProps<'places'>) {
  const { id, label, value, onChange, onBlur, describedBy, disabled } = props;
  const places = useMemo(
    () =>
      isUnresolved(value)
        ? readLists(value).flatMap(({ type, ids }) =>
            isUnresolved(ids) ? NONE : ids.map((each) => ({ type, id: each })),
          )
        : value,
    [value],
  );
  return (
    <ControlFrame id={id} labelledBy={labelIdOf(id)} describedBy={describedBy} onLeave={onBlur}>
      {isUnresolved(value) && (
        <Notice tone="warn">
          <span>{'Not a valid list: '}</span>
          <code translate="no">{value.text}</code>
          <button type="button" className={input.textButton} onClick={() => onChange(places)}>
            Keep what can be read
          </button>
        </Notice>
      )}
      <NamedPlaces
        label={label}
        places={places}
        none="Every store"
        types={PLACE_TYPES}
        disabled={disabled}
        onChange={onChange}
      />
    </ControlFrame>
  );
}
