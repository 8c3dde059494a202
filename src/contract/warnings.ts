import { isObject } from '#values/json.ts';
import { fieldNamed, fieldOfError } from './error-fields.ts';
import type { ApiError, ApiWarning, ErrorBody } from './api-error.ts';
import type { Save } from './series-endpoints.ts';

/**
 * Reads the API's warnings, one or a list: texts, `{status, code, message}` and `{code, message, field}`; anything else
 * as JSON.
 */
export function readWarnings(warnings: unknown): readonly ApiWarning[] {
  if (!Array.isArray(warnings))
    return typeof warnings === 'string' || (isObject(warnings) && 'message' in warnings)
      ? readWarnings([warnings])
      : [];
  return warnings.flatMap((warning: unknown) => {
    if (warning === null || warning === '') return [];
    const {
      code: sentCode,
      message: text,
      field: name,
    } = isObject(warning) ? warning : { code: null, message: warning, field: null };
    const code = codeOf(sentCode);
    const message = typeof text === 'string' ? text : JSON.stringify(warning);
    const field = (typeof name === 'string' ? fieldNamed(name) : null) ?? fieldOfError(code, message);
    return { code, message, field };
  });
}

/** Some answers send a code as text. */
const codeOf = (code: unknown) =>
  typeof code === 'number' ? code : typeof code === 'string' && /^\d{1,9}$/.test(code) ? Number(code) : null;

/** Reads an error envelope. Null for any other body, such as the HTML of a proxy. */
export function readErrors(body: unknown): readonly ApiError[] | null {
  if (!isObject(body) || !Array.isArray(body['errors'])) return null;
  return body['errors'].map((error: unknown) => {
    const { code: sentCode, message: text, field } = isObject(error) ? error : {};
    const code = codeOf(sentCode) ?? 0;
    const message = typeof text === 'string' ? text : typeof error === 'string' ? error : JSON.stringify(error);
    const name = typeof field === 'string' && field !== '' ? field : null;
    const isKnown = name !== null && fieldNamed(name) !== null;
    return { status: false, code, message, field: isKnown ? name : (fieldOfError(code, message) ?? name) };
  });
}

/** Reads the series that a 409 of a save carries. */
export function readConflict(body: unknown): ErrorBody['conflict'] {
  if (!isObject(body) || !isObject(body['conflict'])) return undefined;
  const { series, revision, saves } = body['conflict'];
  if (!isObject(series) || typeof revision !== 'string') return undefined;
  return { series, revision, saves: Array.isArray(saves) ? saves.flatMap(saveIn) : null };
}

function saveIn(save: unknown): readonly Save[] {
  const { at, author = null, isOwn } = isObject(save) ? save : {};
  if (typeof at !== 'string' || (author !== null && typeof author !== 'string')) return [];
  return [{ at, author, isOwn: isOwn === true }];
}
