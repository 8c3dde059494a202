import type { ComponentType } from 'react';
import type { catalogue, FieldKey } from '#catalogue/catalogue.ts';
import type { ControlProps } from '../controls/control-types.ts';
import { DiscountType } from '../panels/discount/discount-type.tsx';

/** Fields whose control replaces the one of their kind. */
export const ownControls: {
  readonly [K in FieldKey]?: ComponentType<ControlProps<(typeof catalogue)[K]['kind']['type']>>;
} = {
  discountType: DiscountType,
};
