/**
 * The kinds of value a coupon series holds. A kind says how a value is read from the wire, written back, checked,
 * edited and printed; a catalogue entry (field.ts) says which field has which kind.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
