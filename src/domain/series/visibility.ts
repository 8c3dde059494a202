import { dequal } from 'dequal/lite';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { emptyValue, isUnresolved } from '#catalogue/model/kinds.ts';
import type { JsonObject } from '#values/json.ts';
import { valueOrNull } from './series.ts';

/** `wire` is the stored object: it may have a key EXTERNALLY_MANAGED, which only the API's texts mention. */
export function gatesOf(values: Values, wire: JsonObject): Gates {
  const clientHandlingType = valueOrNull(values.clientHandlingType);
  const externalIssual = valueOrNull(values.externalIssual);
  return {
    anyUser: valueOrNull(values.anyUser),
    clientHandlingType,
    discountType: valueOrNull(values.discountType),
    expiryStrategyType: valueOrNull(values.expiryStrategyType),
    externalIssual,
    isMultipleUseAllowed: valueOrNull(values.isMultipleUseAllowed),
    isMultipleVouchersPerUserAllowed: valueOrNull(values.isMultipleVouchersPerUserAllowed),
    isPrefixEnabled: valueOrNull(values.isPrefixEnabled),
    isSMSDisabled: valueOrNull(values.isSMSDisabled),
    isSuffixEnabled: valueOrNull(values.isSuffixEnabled),
    externallyManaged:
      clientHandlingType === 'EXTERNALLY_MANAGED' || externalIssual === true || wire['EXTERNALLY_MANAGED'] === true,
  };
}

export function isVisible(key: FieldKey, gates: Gates): boolean {
  return fieldOf(key).when?.(gates) ?? true;
}

/** A conditional field that does not apply but has a value. The page lists it; a save sends it back unchanged. */
export function isHiddenAndSet(key: FieldKey, values: Values, gates: Gates): boolean {
  if (isVisible(key, gates)) return false;
  const { kind, implied } = fieldOf(key);
  const value = values[key];
  return (
    isUnresolved(value) || (!dequal(value, emptyValue(kind)) && (implied === undefined || !dequal(value, implied)))
  );
}
