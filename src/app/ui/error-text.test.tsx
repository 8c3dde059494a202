// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NoAnswer, Refused } from '../api/request.ts';
import { ErrorText } from './error-text.tsx';

const ID = '5f0c9a31-77c2-4a0e-9d0b-1c8f6a2b7e44';
const refused = (status: number, message: string) => new Refused(status, { errors: [{ code: status, message }] }, ID);
const draw = (error: unknown, text?: string) =>
  render(<ErrorText error={error}>{text}</ErrorText>).container.textContent;

test('shows the request id once if the cause is at the server, untranslated and with a copy button', () => {
  const message = `Something went wrong on the server. Its log has the reason, with the id ${ID}.`;
  expect(draw(refused(500, message))).toBe(
    `Something went wrong on the server. Its log has the reason.Request id ${ID}`,
  );
  expect(screen.getByText(ID).getAttribute('translate')).toBe('no');
  screen.getByRole('button', { name: 'Copy request id' });
});

test('shows it below a text of the page', () => {
  expect(draw(refused(503, 'Not now.'), 'The list could not be loaded. Not now.')).toBe(
    `The list could not be loaded. Not now.Request id ${ID}`,
  );
});

test('shows none for a refusal with a reason, without an answer, and for an answer of a proxy without an id', () => {
  expect(draw(refused(400, 'Enter a name.'))).toBe('Enter a name.');
  expect(draw(new NoAnswer('You are offline.'))).toBe('You are offline.');
  expect(draw(new Refused(502, null))).toBe('The server answered 502 without an error message.');
});
