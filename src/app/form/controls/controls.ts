import type { ComponentType } from 'react';
import type { KindType } from '#catalogue/kinds.ts';
import { ChoiceControl } from './choice-control.tsx';
import { DayControl } from './day-control.tsx';
import { EpochControl } from './epoch-control.tsx';
import { FlagControl } from './flag-control.tsx';
import { IdsControl } from './ids-control.tsx';
import { LimitControl } from './limit-control.tsx';
import { NumberControl } from './number-control.tsx';
import { PlacesControl } from './places-control.tsx';
import { ProductsControl } from './products-control.tsx';
import { PropertiesControl } from './properties-control.tsx';
import { RangeControl } from './range-control.tsx';
import { InstantControl, RawControl } from './read-only-control.tsx';
import { TextControl } from './text-control.tsx';
import type { ControlProps } from './types.ts';

/** The one control of each kind of value; a kind without one does not compile. */
export const controls: { readonly [T in KindType]: ComponentType<ControlProps<T>> } = {
  text: TextControl,
  flag: FlagControl,
  choice: ChoiceControl,
  number: NumberControl,
  limit: LimitControl,
  day: DayControl,
  instant: InstantControl,
  epoch: EpochControl,
  ids: IdsControl,
  range: RangeControl,
  properties: PropertiesControl,
  products: ProductsControl,
  places: PlacesControl,
  raw: RawControl,
};
