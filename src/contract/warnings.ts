import { FIELD_KEYS, type FieldKey, fieldOf, isFieldKey } from '#catalogue/catalogue.ts';
import { isObject } from '#catalogue/place.ts';
import type { ApiError, ApiWarning } from './problem.ts';

/** Reads the API's warnings: texts, `{status, code, message}` and `{code, message, field}`; anything else as its JSON. */
export function readWarnings(warnings: unknown): readonly ApiWarning[] {
  if (!Array.isArray(warnings)) return [];
  return warnings.map((warning: unknown) => {
    if (typeof warning === 'string') return { code: null, message: warning, field: null };
    if (!isObject(warning)) return { code: null, message: JSON.stringify(warning), field: null };
    const { code, message, field } = warning;
    return {
      code: typeof code === 'number' ? code : null,
      message: typeof message === 'string' ? message : JSON.stringify(warning),
      field: typeof field === 'string' ? fieldNamed(field) : null,
    };
  });
}

/** Reads an error envelope, or null where a body is none (HTML of a proxy, say). */
export function readErrors(body: unknown): readonly ApiError[] | null {
  if (!isObject(body) || !Array.isArray(body['errors'])) return null;
  return body['errors'].map((error: unknown) => {
    const { code, message, field } = isObject(error) ? error : {};
    return {
      status: false,
      code: typeof code === 'number' ? code : 0,
      message: typeof message === 'string' ? message : typeof error === 'string' ? error : JSON.stringify(error),
      field: typeof field === 'string' ? field : null,
    };
  });
}

/** The catalogue's key for a name as the API writes it, a dotted path included. */
export function fieldNamed(name: string): FieldKey | null {
  if (isFieldKey(name)) return name;
  return FIELD_KEYS.find((key) => fieldOf(key).path.join('.') === name) ?? null;
}
