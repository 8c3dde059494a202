import type { ComponentType } from 'react';
import type { KindType } from '#catalogue/model/kinds.ts';
import { ChoiceControl } from '../controls/choice-control.tsx';
import { DayControl } from '../controls/day-control.tsx';
import { EpochControl } from '../controls/epoch-control.tsx';
import { FlagControl } from '../controls/flag-control.tsx';
import { IdsControl } from '../pickers/ids-control.tsx';
import { LimitControl } from '../controls/limit-control.tsx';
import { NumberControl } from '../controls/number-control.tsx';
import { PlacesControl } from '../pickers/places-control.tsx';
import { ProductsControl } from '../pickers/products-control.tsx';
import { PropertiesControl } from '../panels/properties/properties-control.tsx';
import { RangeControl } from '../panels/range/range-control.tsx';
import { InstantControl, RawControl } from '../controls/read-only-control.tsx';
import { TextControl } from '../panels/message/text-control.tsx';
import type { ControlProps } from '../controls/control-types.ts';

/** The control of each kind. A kind without a control does not compile. */
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
