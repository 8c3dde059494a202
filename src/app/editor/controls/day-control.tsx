import { endPresets, startPresets } from '#domain/windows/day-presets.ts';
import { DayInput } from './day-input.tsx';
import type { ControlProps } from './control-types.ts';

export function DayControl({ kind, print: _print, ...rest }: ControlProps<'day'>) {
  return <DayInput {...rest} noneLabel={kind.noneLabel} presets={kind.edge === 'start' ? startPresets : endPresets} />;
}
