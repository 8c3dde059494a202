import { Suspense } from 'react';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { formatNumber } from '#values/number-format.ts';
import { IdsEditor } from '../controls/ids-editor.tsx';
import { type ControlProps, labelIdOf } from '../controls/control-types.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

const SeriesPicker = lazyPart(
  () => import('./series/series-picker.tsx'),
  (module) => module.SeriesPicker,
);

const IdPlaces = lazyPart(
  () => import('./places/id-places.tsx'),
  (module) => module.IdPlaces,
);

/** Ids of other series are selected by name. Ids of places can be typed, or selected in a dialog. */
export function IdsControl(props: ControlProps<'ids'>) {
  const { id, kind, value, ...rest } = props;
  if (kind.of === 'series')
    return (
      <Suspense fallback={<LoadingPlaceholder {...props} />}>
        <SeriesPicker {...props} />
      </Suspense>
    );
  const { of: types } = kind;
  return (
    <>
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
      {!isUnresolved(value) && (
        <Suspense fallback={<div style={{ minHeight: value.length === 0 ? '1.625rem' : '3.5rem' }} />}>
          <IdPlaces
            label={rest.label}
            ids={value}
            none={kind.noneLabel}
            types={types}
            disabled={rest.disabled}
            onChange={rest.onChange}
          />
        </Suspense>
      )}
    </>
  );
}

/** Has the height of the picker, so that the layout does not shift when it loads. */
function LoadingPlaceholder({ id, value, kind }: ControlProps<'ids'>) {
  const count = isUnresolved(value) ? 0 : Math.min(value.length, 12);
  return (
    <div
      id={id}
      tabIndex={-1}
      aria-busy="true"
      style={{ minHeight: `${2.25 + (count > 0 ? 0.5 + 3.4 * count : 0)}rem` }}
    >
      <span className="secondary tabular">
        {isUnresolved(value)
          ? value.text
          : value.length === 0
            ? kind.noneLabel
            : `${formatNumber(value.length)} series`}
      </span>
    </div>
  );
}
