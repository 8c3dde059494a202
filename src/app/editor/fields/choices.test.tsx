// @vitest-environment happy-dom
import { within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { draw } from './controls-test-kit.tsx';

describe('flag and choice', () => {
  it('are radio buttons', async () => {
    const { user, last, getByRole } = draw({ type: 'flag', on: 'Allowed', off: 'Refused' }, false);
    const group = getByRole('radiogroup', { name: 'Field' });
    expect(within(group).getByRole<HTMLInputElement>('radio', { name: 'Refused' }).checked).toBe(true);
    await user.tab();
    await user.keyboard('{ArrowRight}');
    expect(last()).toBe(true);
  });

  it('keep a stored value nobody knows, also after another was chosen', async () => {
    const few = { type: 'choice', options: { A: 'One', B: 'Two' } } as const;
    const { user, seen, getByRole } = draw(few, 'ODD');
    await user.click(getByRole('radio', { name: 'One' }));
    await user.click(getByRole('radio', { name: 'ODD (unknown)' }));
    expect(seen).toEqual(['A', 'ODD']);
  });

  it('become a list beyond four', async () => {
    const many = { type: 'choice', options: { A: '1', B: '2', C: '3', D: '4', E: '5' } } as const;
    const { user, last, getByRole } = draw(many, '');
    await user.selectOptions(getByRole('combobox', { name: 'Field' }), '5');
    expect(last()).toBe('E');
  });
});

describe('text', () => {
  it('keeps a stored line break in a field of one line', async () => {
    const { user, last, getByRole } = draw({ type: 'text' }, 'one\ntwo');
    await user.type(getByRole('textbox', { name: 'Field' }), '!');
    expect(last()).toBe('one\ntwo!');
  });

  it('hears of everything that was typed once the field is left', async () => {
    const { user, last, getByRole } = draw({ type: 'text' }, 'one');
    await user.type(getByRole('textbox', { name: 'Field' }), ' two three');
    await user.tab();
    expect(last()).toBe('one two three');
  });

  it('hears at once of what is pasted, after what was typed before it', async () => {
    const { user, seen, getByRole } = draw({ type: 'text' }, '');
    await user.type(getByRole('textbox', { name: 'Field' }), 'ab');
    await user.paste('cd');
    expect(seen.slice(-2)).toEqual(['ab', 'abcd']);
  });

  it('hears of what was typed in a field that goes away', async () => {
    const { user, last, getByRole, unmount } = draw({ type: 'text' }, '');
    await user.type(getByRole('textbox', { name: 'Field' }), 'abc');
    unmount();
    expect(last()).toBe('abc');
  });
});
