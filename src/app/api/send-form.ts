import { call, Refused } from './request.ts';

/** A call that writes. Our own server answers with the shapes of contract/account-endpoints.ts. */
export async function sendForm<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<T> {
  const withBody = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await call(path, { method, ...(body === undefined ? {} : withBody) })).body as T;
}

/** The errors of a form: by field, and the text of all others (`form`). */
export interface FormErrors {
  readonly fields: Readonly<Record<string, string>>;
  readonly form: string | null;
}

/** Assigns the server's errors to the fields `names`; the others are joined in `form`. */
export function formErrors(error: Error | null, names: readonly string[]): FormErrors {
  if (!(error instanceof Refused)) return { fields: {}, form: error?.message ?? null };
  const isKnownField = (field: string | null): field is string => field !== null && names.includes(field);
  const others = error.errors.filter(({ field }) => !isKnownField(field));
  return {
    fields: Object.fromEntries(
      error.errors.flatMap(({ field, message }) => (isKnownField(field) ? [[field, message] as const] : [])),
    ),
    form: others.length > 0 ? others.map(({ message }) => message).join(' ') : null,
  };
}
