import { Suspense } from 'react';
import { formatPlaces } from '#catalogue/format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { ControlProps } from '../controls/control-types.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

const PlacesSummary = lazyPart(
  () => import('./places/places-summary.tsx'),
  (module) => module.PlacesSummary,
);

/** The form shows a summary with names; a dialog changes the selection. Both are loaded lazily. */
export function PlacesControl(props: ControlProps<'places'>) {
  const { id, value } = props;
  const types = isUnresolved(value) ? 0 : new Set(value.map(({ type }) => type)).size;
  return (
    <Suspense
      fallback={
        <div
          id={id}
          tabIndex={-1}
          aria-busy="true"
          className="secondary tabular"
          style={{ minHeight: `${2.25 + 0.5 + 1.5 + 1.5 * types}rem` }}
        >
          {isUnresolved(value) ? value.text : formatPlaces(value)}
        </div>
      }
    >
      <PlacesSummary {...props} />
    </Suspense>
  );
}
