// @vitest-environment happy-dom
import { act } from '@testing-library/react';
import { expect, it } from 'vitest';
import { draw } from '../../fields/controls-test-kit.tsx';

it('keeps the focus in the text when the lazy editor replaces the text area', async () => {
  const { user, box, findByRole, last } = draw({ type: 'text', lines: 4, tags: 'resend' }, 'Hi');
  act(() => box().focus());
  await findByRole('button', { name: 'Insert a tag: Field' });
  expect(document.activeElement).toBe(box());
  await user.keyboard('{Control>}{Home}{/Control}Dear ');
  expect(last()).toBe('Dear Hi');
});
