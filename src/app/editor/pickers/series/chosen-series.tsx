import type { MouseEvent } from 'react';
import { DIRECTION_LABELS, type Direction, directionOf, oneWayText } from '#domain/limits/exclusion.ts';
import { valueOrNull, type Series } from '#domain/series/series.ts';
import { statusOf } from '#domain/lifetime/status.ts';
import { CrossIcon } from '../../../ui/icons.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { useEditor } from '../../state/editor-context.tsx';
import css from './series-picker.module.css';

/** The series of an id; null if there is none, undefined before it is loaded. */
export interface Brief {
  readonly data: Series | null | undefined;
  readonly isError?: boolean;
}

interface ChosenSeriesProps {
  readonly ownId: number | null;
  readonly ids: readonly number[];
  /** One per id. */
  readonly briefs: readonly Brief[];
  readonly disabled: boolean;
  readonly onRemove: (index: number) => void;
  /** Called before the last row is removed, to move the focus. */
  readonly onEmptied: () => void;
}

/** The selected series as rows. An id without a series stays until the user removes it. */
export function ChosenSeries({ ownId, ids, briefs, disabled, onRemove, onEmptied }: ChosenSeriesProps) {
  if (ids.length === 0) return null;

  function remove(event: MouseEvent<HTMLElement>, index: number) {
    const row = event.currentTarget.closest('li');
    const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
    const button = neighbour?.querySelector<HTMLElement>('button');
    if (button) button.focus();
    else onEmptied();
    onRemove(index);
  }

  const oneWay = briefs.flatMap(({ data }) =>
    data && directionOf(ownId, data) === 'oneWay' && valueOrNull(data.values.id) !== ownId ? [nameOf(data)] : [],
  );
  const oneWayNote = oneWayText(oneWay, ownId);
  return (
    <>
      <ul className="boxed divided">
        {ids.map((id, index) => {
          const brief = briefs[index];
          const name = brief?.data ? nameOf(brief.data) : brief?.data === null ? `unknown ${id}` : String(id);
          return (
            // An id may be stored twice.
            <li key={`${id}/${ids.indexOf(id) === index ? 0 : index}`} className={css.row}>
              <span className={css.what}>
                {brief?.data ? (
                  <a className={css.name} href={`/series/${id}`} target="_blank" rel="noreferrer">
                    <span>{name}</span>
                    <span className="visually-hidden"> (opens in a new tab)</span>
                  </a>
                ) : (
                  <span className={css.name} data-unknown={brief?.data === null || undefined}>
                    {name}
                  </span>
                )}
                <span className="secondary tabular" translate={brief?.data ? 'no' : undefined}>
                  {detailsOf(id, brief)}
                </span>
              </span>
              {brief?.data && <SeriesState series={brief.data} />}
              {brief?.data && id !== ownId && <DirectionMark direction={directionOf(ownId, brief.data)} />}
              {!disabled && (
                <button
                  type="button"
                  className={`icon-button ${css.remove}`}
                  aria-label={`Remove ${name === String(id) || name === `unknown ${id}` ? id : `${name}, ${id}`}`}
                  onClick={(event) => remove(event, index)}
                >
                  <CrossIcon size={15} />
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {oneWayNote !== null && <p className="secondary">{oneWayNote}</p>}
    </>
  );
}

export const nameOf = ({ values }: Series) => valueOrNull(values.description)?.trim() || 'Unnamed series';

function detailsOf(id: number, brief: Brief | undefined): string {
  if (brief?.data) return [id, valueOrNull(brief.data.values.discountCode)].filter(Boolean).join(' · ');
  if (brief?.data === null) return 'No series has this id. It stays until you remove it.';
  return brief?.isError ? 'The name could not be loaded. The id stays.' : 'Loading the name…';
}

export function SeriesState({ series }: { series: Series }) {
  const { settings } = useEditor();
  const now = useNow();
  return (
    <StatusBadge
      {...statusOf(series.values, { now, clusterZone: settings.clusterTimeZone, storeZone: settings.timeZone })}
      layout="stacked"
    />
  );
}

const ARROWS: Readonly<Record<Direction, string>> = { both: '↔', oneWay: '→', unclear: '?' };

function DirectionMark({ direction }: { direction: Direction }) {
  return (
    <span className={`secondary ${css.direction}`} data-direction={direction}>
      <span aria-hidden="true">{ARROWS[direction]}</span>
      <span>{DIRECTION_LABELS[direction]}</span>
    </span>
  );
}
