import { Refused } from './request.ts';

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
