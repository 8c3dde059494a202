// @vitest-environment happy-dom
import { act } from '@testing-library/react';
import { expect, it } from 'vitest';
import { draw } from '../../fields/controls-test-kit.tsx';

it('who has only just entered the text is still in it when its menu arrives', async () => {
  const { user, box, findByRole, last } = draw({ type: 'text', lines: 4, tags: 'resend' }, 'Hi');
  act(() => box().focus());
  await findByRole('button', { name: 'Insert a tag: Field' });
  expect(document.activeElement).toBe(box());
  await user.keyboard('{Control>}{Home}{/Control}Dear ');
  expect(last()).toBe('Dear Hi');
});
