import { expect, it } from 'vitest';
import { NoAnswer, Refused } from './request.ts';
import { formErrors } from './send-form.ts';

const error = (field: string | null, message: string) => ({ status: false, code: 400, message, field });

it('puts what the server said at the fields of the form, and the rest on the whole', () => {
  const refused = new Refused(400, {
    errors: [error('email', 'Not an address.'), error('role', 'No such role.'), error(null, 'Too late.')],
  });
  expect(formErrors(refused, ['email', 'name'])).toEqual({
    fields: { email: 'Not an address.' },
    whole: 'No such role. Too late.',
  });
});

it('has nothing to say without an error, and says why no answer came', () => {
  expect(formErrors(null, ['email'])).toEqual({ fields: {}, whole: null });
  expect(formErrors(new NoAnswer('You are offline.'), ['email'])).toEqual({ fields: {}, whole: 'You are offline.' });
});
