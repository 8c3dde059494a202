import { useMemo } from 'react';
import { isOdd, type Place } from '#catalogue/kinds.ts';
import { PLACE_TYPES } from '#contract/directory.ts';
import { Notice } from '../../ui/notice.tsx';
import { ControlFrame } from '../controls/control-frame.tsx';
import input from '../controls/input.module.css';
import { readLists } from '../controls/typed-lists.ts';
import { type ControlProps, labelIdOf } from '../controls/types.ts';
import { NamedPlaces } from './named-places.tsx';

const NONE: readonly Place[] = [];

/** Where coupons are redeemed: the chosen places by name, and the way to the tree they are chosen in. */
export function PlacesSummary(props: ControlProps<'places'>) {
  const { id, label, value, onChange, onBlur, describedBy, disabled } = props;
  const places = useMemo(
    () =>
      isOdd(value)
        ? readLists(value).flatMap(({ type, ids }) => (isOdd(ids) ? NONE : ids.map((each) => ({ type, id: each }))))
        : value,
    [value],
  );
  return (
    <ControlFrame id={id} labelledBy={labelIdOf(id)} describedBy={describedBy} onLeave={onBlur}>
      {isOdd(value) && (
        <Notice tone="warn">
          <span>{'Left unfinished: '}</span>
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
