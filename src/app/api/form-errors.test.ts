import { expect, it } from 'vitest';
import { NoAnswer, Refused } from './request.ts';
import { formErrors } from './form-errors.ts';

const error = (field: string | null, message: string) => ({ status: false, code: 400, message, field });

it('assigns errors to the fields of the form, and the others to the whole form', () => {
  const refused = new Refused(400, {
    errors: [error('email', 'Not an address.'), error('role', 'No such role.'), error(null, 'Too late.')],
  });
  expect(formErrors(refused, ['email', 'name'])).toEqual({
    fields: { email: 'Not an address.' },
    form: 'No such role. Too late.',
  });
});

it('returns no errors without an error, and the message if there was no answer', () => {
  expect(formErrors(null, ['email'])).toEqual({ fields: {}, form: null });
  expect(formErrors(new NoAnswer('You are offline.'), ['email'])).toEqual({ fields: {}, form: 'You are offline.' });
});
