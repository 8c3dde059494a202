// @vitest-environment happy-dom
import { act } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { draw } from './controls-test-kit.tsx';
import type { KindOf } from './types.ts';

const NUMBER: KindOf<'number'> = { type: 'number', unit: 'discount', integer: false, min: 0, max: 1e9 };
const LIMIT: KindOf<'limit'> = {
  type: 'limit',
  unit: 'redemptions',
  integer: true,
  min: 0,
  max: 1e9,
  none: [-1],
  write: -1,
  noneLabel: 'No limit',
  someLabel: 'Limit to',
};

describe('number', () => {
  it('hands out what is typed and shows separators when it is left', async () => {
    const { user, last, leave, box } = draw(NUMBER, null);
    const input = box({ name: 'Field' });
    await user.type(input, '12500,5');
    expect(last()).toBe(12500.5);
    expect(input.value).toBe('12500,5');
    await leave();
    expect(input.value).toBe('12,500.5');
    await user.click(input);
    expect(input.value).toBe('12,500.5');
  });

  it('keeps half-typed text', async () => {
    const { user, last, leave, box } = draw(NUMBER, 12);
    const input = box();
    await user.type(input, 'a');
    await leave();
    expect(last()).toEqual({ odd: 'typed', text: '12a' });
    expect(input.value).toBe('12a');
    await user.clear(input);
    expect(last()).toBeNull();
  });

  it('understands a pasted amount', async () => {
    const { user, last, getByRole } = draw(NUMBER, null);
    await user.click(getByRole('textbox'));
    await user.paste('₹ 1 200,50');
    expect(last()).toBe(1200.5);
  });

  it('follows a value that changes from elsewhere, also while it has the focus', async () => {
    const { user, set, box } = draw(NUMBER, 5);
    const input = box();
    await user.type(input, '7');
    act(() => set(9));
    expect(input.value).toBe('9');
  });

  it('says its unit and that it is wrong', () => {
    const { getByRole } = draw(NUMBER, 5, { invalid: true });
    const input = getByRole('textbox', { name: 'Field', description: '%' });
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('limit', () => {
  it('asks for a number when one chooses a limit, and takes it', async () => {
    const { user, last, getByRole, box } = draw(LIMIT, null);
    await user.click(getByRole('radio', { name: 'Limit to' }));
    expect(last()).toEqual({ odd: 'typed', text: '' });
    const input = box({ name: 'Field Limit to' });
    expect(document.activeElement).toBe(input);
    await user.keyboard('25000');
    expect(last()).toBe(25000);
    await user.clear(input);
    expect(last()).toEqual({ odd: 'typed', text: '' });
  });

  it('remembers the number over a visit to no limit, by keyboard', async () => {
    const { user, seen, getByRole, queryByRole, box } = draw(LIMIT, 5);
    await user.tab();
    expect(document.activeElement).toBe(getByRole('radio', { name: 'Limit to' }));
    await user.keyboard('{ArrowLeft}');
    expect(queryByRole('textbox')).toBeNull();
    await user.keyboard('{ArrowRight}');
    expect(seen).toEqual([null, 5]);
    expect(box().value).toBe('5');
  });

  it('counts as left only when the focus leaves all of it', async () => {
    const onBlur = vi.fn();
    const { user, leave } = draw(LIMIT, 5, { onBlur });
    await user.tab();
    await user.tab();
    expect(onBlur).not.toHaveBeenCalled();
    await leave();
    expect(onBlur).toHaveBeenCalledOnce();
  });

  it('sends the focus on from its id', () => {
    const { getByRole } = draw(LIMIT, 5);
    act(() => document.getElementById('it')?.focus());
    expect(document.activeElement).toBe(getByRole('radio', { name: 'Limit to' }));
  });
});
