// @vitest-environment happy-dom
import { act } from '@testing-library/react';
import { expect, it } from 'vitest';
import { draw } from '../../fields/controls-test-kit.tsx';

// Another element would lose a composition, the selection and input that arrives between the two.
it('keeps the text area, its focus and its selection when the tag menu loads', async () => {
  const { user, box, findByRole, last } = draw({ type: 'text', lines: 4, tags: 'resend' }, 'Hi');
  const area = box();
  act(() => area.focus());
  area.setSelectionRange(1, 2);
  await findByRole('button', { name: 'Insert a tag: Field' });
  expect(box()).toBe(area);
  expect(document.activeElement).toBe(area);
  expect([area.selectionStart, area.selectionEnd]).toEqual([1, 2]);
  await user.keyboard('{Control>}{Home}{/Control}Dear ');
  expect(last()).toBe('Dear Hi');
});
