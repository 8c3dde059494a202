import { formatInstant } from '#values/date-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { dayOf, endOfDay, startOfDay } from '#values/zone.ts';
import { endPresets, startPresets } from '#domain/windows/day-presets.ts';
import { DayInput } from './day-input.tsx';
import type { ControlProps } from './control-types.ts';

/**
 * An instant (epoch ms), picked as a day in the cluster's zone. A stored instant inside a day shows its time until it
 * is changed.
 */
export function EpochControl({ kind, value, onChange, print: _print, ...rest }: ControlProps<'epoch'>) {
  const { clusterZone } = rest;
  const edgeOf = kind.edge === 'start' ? startOfDay : endOfDay;
  const day = value === null || isUnresolved(value) ? value : dayOf(value, clusterZone);
  const isDayEdge = typeof value !== 'number' || typeof day !== 'string' || edgeOf(day, clusterZone) === value;
  return (
    <DayInput
      {...rest}
      value={day}
      shown={isDayEdge ? undefined : formatInstant(value, clusterZone)}
      noneLabel={kind.noneLabel}
      presets={kind.edge === 'start' ? startPresets : endPresets}
      onChange={(next) => onChange(typeof next === 'string' ? edgeOf(next, clusterZone) : next)}
    />
  );
}
