import { call, Refused } from './request.ts';

/** A call that writes. Our own server answers with the shapes of contract/people.ts. */
export async function sendForm<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<T> {
  const withBody = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await call(path, { method, ...(body === undefined ? {} : withBody) })).body as T;
}

/** What is wrong with a form: at a field of it, or with the whole. */
export interface FormErrors {
  readonly fields: Readonly<Record<string, string>>;
  readonly whole: string | null;
}

/** What the server said, at the fields of `names`; about anything else it speaks of the whole. */
export function formErrors(error: Error | null, names: readonly string[]): FormErrors {
  if (!(error instanceof Refused)) return { fields: {}, whole: error?.message ?? null };
  const isAt = (field: string | null): field is string => field !== null && names.includes(field);
  const others = error.errors.filter(({ field }) => !isAt(field));
  return {
    fields: Object.fromEntries(
      error.errors.flatMap(({ field, message }) => (isAt(field) ? [[field, message] as const] : [])),
    ),
    whole: others.length > 0 ? others.map(({ message }) => message).join(' ') : null,
  };
}
