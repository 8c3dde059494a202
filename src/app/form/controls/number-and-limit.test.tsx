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

  it.each(['₹ 250', '250 days'])('keeps %j in a percentage as it is typed', async (text) => {
    const { user, last, leave, box } = draw(NUMBER, null);
    await user.click(box());
    await user.paste(text);
    await leave();
    expect(last()).toEqual({ odd: 'typed', text });
    expect(box().value).toBe(text);
  });

  it('understands a pasted amount', async () => {
    const { user, last, getByRole } = draw(NUMBER, null);
    await user.click(getByRole('textbox'));
    await user.paste('1 200,50 %');
    expect(last()).toBe(1200.5);
  });

  it('keeps a pasted text that can mean two numbers, and takes neither', async () => {
    const { user, last, leave, box } = draw(NUMBER, null);
    await user.click(box());
    await user.paste('1.000');
    expect(last()).toEqual({ odd: 'typed', text: '1.000' });
    await leave();
    expect(box().value).toBe('1.000');
  });

  it('says how it read a comma', async () => {
    const { user, last, leave, box, getByRole } = draw(NUMBER, null);
    await user.type(box(), '12,5');
    expect(last()).toBe(12.5);
    expect(getByRole('status').textContent).toBe('read as 12.5');
    await leave();
    expect(getByRole('status').textContent).toBe('');
  });

  it('knows its own separators when digits are added or taken away', async () => {
    const { user, last, leave, box } = draw(NUMBER, 25_000);
    await user.click(box());
    await user.keyboard('{End}{Backspace}');
    expect(box().value).toBe('25,00');
    expect(last()).toBe(2500);
    await user.keyboard('.5');
    expect(last()).toBe(2500.5);
    await leave();
    expect(box().value).toBe('2,500.5');
  });

  it('takes pasted separators for what they are, also over printed ones', async () => {
    const { user, last, box } = draw(NUMBER, 25_000);
    await user.tripleClick(box());
    await user.paste('25,50');
    expect(last()).toBe(25.5);
  });

  it('does not take a point typed behind a printed number for one of its own', async () => {
    const { user, last, box } = draw(NUMBER, 12);
    await user.click(box());
    await user.keyboard('{End}.500');
    expect(last()).toEqual({ odd: 'typed', text: '12.500' });
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

  it('reads 1.000 as a thousand, and says so', async () => {
    const { user, last, box, getByRole } = draw(LIMIT, 5);
    await user.clear(box());
    await user.type(box(), '1.000');
    expect(last()).toBe(1000);
    expect(getByRole('status').textContent).toBe('read as 1000');
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
