import { FIELD_KEYS, type FieldKey, fieldOf, isFieldKey } from '#catalogue/catalogue.ts';
import { isObject } from '#values/json.ts';
import { fieldOfError } from './error-fields.ts';
import type { ApiError, ApiWarning, ErrorBody } from './api-error.ts';

/** Reads the API's warnings: texts, `{status, code, message}` and `{code, message, field}`; anything else as JSON. */
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

/** Reads an error envelope. Null for any other body, such as the HTML of a proxy. */
export function readErrors(body: unknown): readonly ApiError[] | null {
  if (!isObject(body) || !Array.isArray(body['errors'])) return null;
  return body['errors'].map((error: unknown) => {
    const { code: sentCode, message: text, field } = isObject(error) ? error : {};
    const code = typeof sentCode === 'number' ? sentCode : 0;
    const message = typeof text === 'string' ? text : typeof error === 'string' ? error : JSON.stringify(error);
    // Our server sends null if no field is meant; the real API has no such key.
    const named = typeof field === 'string' || field === null ? field : fieldOfError(code, message);
    return { status: false, code, message, field: named };
  });
}

/** Reads the series that a 409 of a save carries. */
export function readConflict(body: unknown): ErrorBody['conflict'] {
  if (!isObject(body) || !isObject(body['conflict'])) return undefined;
  const { series, revision } = body['conflict'];
  return isObject(series) && typeof revision === 'string' ? { series, revision } : undefined;
}

/** The catalogue key for an API name or a dotted path. Null if unknown. */
export function fieldNamed(name: string): FieldKey | null {
  if (isFieldKey(name)) return name;
  return FIELD_KEYS.find((key) => fieldOf(key).path.join('.') === name) ?? null;
}
