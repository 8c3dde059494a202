// @vitest-environment happy-dom
import { within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { EDITABLE_KEYS, fieldOf } from '#catalogue/catalogue.ts';
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

  it('keep an unknown stored value as an option after another was chosen', async () => {
    const few = { type: 'choice', options: { A: 'One', B: 'Two' } } as const;
    const { user, seen, getByRole } = draw(few, 'ODD');
    await user.click(getByRole('radio', { name: 'One' }));
    await user.click(getByRole('radio', { name: 'ODD (unknown)' }));
    expect(seen).toEqual(['A', 'ODD']);
  });

  it('become a select with more than four options', async () => {
    const many = { type: 'choice', options: { A: '1', B: '2', C: '3', D: '4', E: '5' } } as const;
    const { user, last, getByRole } = draw(many, '');
    await user.selectOptions(getByRole('combobox', { name: 'Field' }), '5');
    expect(last()).toBe('E');
  });
});

describe('text', () => {
  it('that is a code is neither corrected nor capitalised', () => {
    const attributes = (isCode: boolean) => {
      const input = draw({ type: 'text', isCode }, '').getByRole('textbox', { name: 'Field' });
      return ['spellcheck', 'autocapitalize'].map((name) => input.getAttribute(name));
    };
    expect(attributes(true)).toEqual(['false', 'off']);
    expect(attributes(false)).toEqual([null, null]);
    expect(EDITABLE_KEYS.filter((key) => 'isCode' in fieldOf(key).kind)).toEqual([
      'discountCode',
      'seriesCode',
      'genericCode',
      'couponPrefix',
      'couponSuffix',
    ]);
  });

  it('keeps a stored line break in a single-line field', async () => {
    const { user, last, getByRole } = draw({ type: 'text' }, 'one\ntwo');
    await user.type(getByRole('textbox', { name: 'Field' }), '!');
    expect(last()).toBe('one\ntwo!');
  });

  it('has all typed text when the field loses the focus', async () => {
    const { user, last, getByRole } = draw({ type: 'text' }, 'one');
    await user.type(getByRole('textbox', { name: 'Field' }), ' two three');
    await user.tab();
    expect(last()).toBe('one two three');
  });

  it('receives a paste at once, after the text typed before it', async () => {
    const { user, seen, getByRole } = draw({ type: 'text' }, '');
    await user.type(getByRole('textbox', { name: 'Field' }), 'ab');
    await user.paste('cd');
    expect(seen.slice(-2)).toEqual(['ab', 'abcd']);
  });

  it('receives the typed text of a field that unmounts', async () => {
    const { user, last, getByRole, unmount } = draw({ type: 'text' }, '');
    await user.type(getByRole('textbox', { name: 'Field' }), 'abc');
    unmount();
    expect(last()).toBe('abc');
  });
});
