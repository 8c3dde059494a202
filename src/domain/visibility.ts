import { dequal } from 'dequal/lite';
import { FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/gates.ts';
import { emptyValue, isOdd, type JsonObject } from '#catalogue/kinds.ts';
import { known } from './series.ts';

/** `wire` is the stored object: it may carry an own key EXTERNALLY_MANAGED, which the API names in its texts only. */
export function gatesOf(values: Values, wire: JsonObject): Gates {
  const clientHandlingType = known(values.clientHandlingType);
  const externalIssual = known(values.externalIssual);
  return {
    anyUser: known(values.anyUser),
    clientHandlingType,
    discountType: known(values.discountType),
    expiryStrategyType: known(values.expiryStrategyType),
    externalIssual,
    isMultipleUseAllowed: known(values.isMultipleUseAllowed),
    isMultipleVouchersPerUserAllowed: known(values.isMultipleVouchersPerUserAllowed),
    isPrefixEnabled: known(values.isPrefixEnabled),
    isSMSDisabled: known(values.isSMSDisabled),
    isSuffixEnabled: known(values.isSuffixEnabled),
    externallyManaged:
      clientHandlingType === 'EXTERNALLY_MANAGED' || externalIssual === true || wire['EXTERNALLY_MANAGED'] === true,
  };
}

export function isVisible(key: FieldKey, gates: Gates): boolean {
  return fieldOf(key).when?.(gates) ?? true;
}

/** Conditional fields that do not apply and yet hold something: the page says so, and they go back as they came. */
export function hiddenAndSet(values: Values, gates: Gates): readonly FieldKey[] {
  return FIELD_KEYS.filter((key) => {
    if (isVisible(key, gates)) return false;
    const { kind, implied } = fieldOf(key);
    const value = values[key];
    return isOdd(value) || (!dequal(value, emptyValue(kind)) && (implied === undefined || !dequal(value, implied)));
  });
}
