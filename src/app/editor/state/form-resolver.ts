import { toNestErrors } from '@hookform/resolvers';
import type { FieldError, Resolver } from 'react-hook-form';
import type { Issue } from '#domain/rules/validate.ts';
import type { FormValues } from './editor-context.tsx';

/** Gives react-hook-form the errors in the editor store. The store must be up to date with the form. */
export function formResolver(issues: () => readonly Issue[]): Resolver<FormValues> {
  return (form, _context, options) => {
    const errors = issues().filter(({ severity }) => severity === 'error');
    if (errors.length === 0) return { values: form, errors: {} };
    const byField = Object.fromEntries(
      errors.map(({ field, message, code }): [string, FieldError] => [field, { type: String(code), message }]),
    );
    return { values: {}, errors: toNestErrors(byField, options) };
  };
}
