import { Suspense } from 'react';
import { formatPlaces } from '#catalogue/format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import css from '../../ui/input.module.css';
import type { ControlProps } from '../controls/control-types.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

const PlacesSummary = lazyPart(
  () => import('./places/places-summary.tsx'),
  (module) => module.PlacesSummary,
);

/** What is chosen stands in the form in a few lines, by name; it is chosen in a dialog. Both come after the first load. */
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
          className={css.note}
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
