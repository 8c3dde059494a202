import { toNestErrors } from '@hookform/resolvers';
import type { FieldError, Resolver } from 'react-hook-form';
import type { Values } from '#catalogue/catalogue.ts';
import type { Series } from '#domain/series/series.ts';
import { settle } from '#domain/change/settle.ts';
import { validate } from '#domain/rules/validate.ts';
import type { FormValues } from './editor-context.tsx';

/** Connects react-hook-form to `validate`, which the server and the editor store use too. */
export function formResolver(base: () => Series, clusterZone: string): Resolver<FormValues> {
  return (form, _context, options) => {
    const loaded = base();
    // The form holds catalogue values; react-hook-form types them as unknown.
    const values = settle(loaded, { ...loaded.values, ...form } as Values);
    const errors = validate(loaded, values, { now: Date.now(), clusterZone }).filter(
      ({ severity }) => severity === 'error',
    );
    if (errors.length === 0) return { values: form, errors: {} };
    const byField = Object.fromEntries(
      errors.map(({ field, message, code }): [string, FieldError] => [field, { type: String(code), message }]),
    );
    return { values: {}, errors: toNestErrors(byField, options) };
  };
}
