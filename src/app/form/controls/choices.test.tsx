// @vitest-environment happy-dom
import { within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { draw } from './controls-test-kit.tsx';

const RANGE = { type: 'range' } as const;

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
});

describe('range', () => {
  it('toggles by mouse and by keyboard and says the result', async () => {
    const { user, last, getByRole, getByText } = draw(RANGE, { dom: [], dow: [], hours: [] });
    await user.click(getByRole('button', { name: 'Tuesday' }));
    await user.keyboard('{ArrowLeft} {ArrowRight}{ArrowRight} ');
    expect(last()).toEqual({ dom: [], dow: [1, 2, 3], hours: [] });
    expect(getByText('Mon–Wed, all day')).toBeTruthy();
    await user.keyboard('{Home} ');
    expect(last()).toEqual({ dom: [], dow: [], hours: [] });
    await user.keyboard('{End} ');
    expect(last()).toEqual({ dom: [], dow: [7], hours: [] });
  });

  it('is one stop for Tab in each row', async () => {
    const { user, getByRole } = draw(RANGE, { dom: [], dow: [], hours: [] });
    getByRole('button', { name: 'Any time' }).focus();
    for (const name of ['Any day', 'Any hour', 'Any date', 'Elsewhere']) {
      await user.tab();
      expect(document.activeElement).toBe(getByRole('button', { name }));
    }
  });

  it('has presets', async () => {
    const { user, last, getByRole } = draw(RANGE, { dom: [1], dow: [], hours: [] });
    await user.click(getByRole('button', { name: 'Office hours' }));
    expect(last()).toEqual({ dom: [1], dow: [1, 2, 3, 4, 5], hours: [9, 10, 11, 12, 13, 14, 15, 16, 17] });
    await user.click(getByRole('button', { name: 'Any time' }));
    expect(last()).toEqual({ dom: [], dow: [], hours: [] });
  });
});
