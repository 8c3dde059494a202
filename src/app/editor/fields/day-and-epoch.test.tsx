// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draw } from './controls-test-kit.tsx';
import type { KindOf } from '../controls/control-types.ts';

const DAY: KindOf<'day'> = { type: 'day', noneLabel: 'No date of its own' };
const EPOCH: KindOf<'epoch'> = { type: 'epoch', none: [0], noneLabel: 'Any time', edge: 'end' };

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T20:00:00Z'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('day', () => {
  it('parses free text and prints the full date on blur', async () => {
    const { user, last, leave, box } = draw(DAY, '2026-11-29');
    const input = box({ name: 'Field' });
    expect(input.value).toBe('Sun 29 Nov 2026');
    await user.clear(input);
    await user.type(input, '6.12.26');
    expect(last()).toBe('2026-12-06');
    expect(input.value).toBe('6.12.26');
    await leave();
    expect(input.value).toBe('Sun 6 Dec 2026');
  });

  it('keeps half-typed text and does not read an empty input as "no date"', async () => {
    const { user, last, leave, box } = draw(DAY, '2026-11-29');
    const input = box();
    await user.clear(input);
    expect(last()).toEqual({ unresolved: 'draft', text: '' });
    await user.type(input, '6 de');
    await leave();
    expect(last()).toEqual({ unresolved: 'draft', text: '6 de' });
    expect(input.value).toBe('6 de');
  });

  it('counts +14 from the day in the input when typing began', async () => {
    const { user, last, getByRole } = draw(DAY, '2026-11-29');
    const input = getByRole('textbox');
    await user.clear(input);
    await user.type(input, '+14');
    expect(last()).toBe('2026-12-13');
  });

  it('moves by days and months with the arrow and page keys', async () => {
    const { user, seen, getByRole } = draw(DAY, '2026-11-30');
    await user.click(getByRole('textbox'));
    await user.keyboard('{ArrowUp}{ArrowDown}{ArrowDown}{PageUp}');
    expect(seen).toEqual(['2026-12-01', '2026-11-30', '2026-11-29', '2026-12-29']);
  });

  it('has presets in the cluster zone and a button for no date', async () => {
    const { user, seen, getByRole, box } = draw(DAY, null);
    const input = box();
    expect(input.value).toBe('No date of its own');
    // 24 November has begun in India.
    await user.click(getByRole('button', { name: '+7 days' }));
    await user.click(getByRole('button', { name: '+7 days' }));
    await user.click(getByRole('button', { name: 'End of this month' }));
    await user.click(getByRole('button', { name: '+1 month' }));
    await user.click(getByRole('button', { name: 'No date of its own' }));
    expect(seen).toEqual(['2026-12-01', '2026-12-08', '2026-11-30', '2026-12-30', null]);
    expect(getByRole('button', { name: 'No date of its own' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('completes a two-digit year on blur', async () => {
    const { user, last, leave, getByRole } = draw(DAY, null);
    await user.type(getByRole('textbox'), '6.12.20');
    expect(last()).toEqual({ unresolved: 'draft', text: '6.12.20' });
    await leave();
    expect(last()).toBe('2020-12-06');
  });
});

describe('epoch', () => {
  const stored = Date.parse('2026-11-24T11:30:00+05:30');

  it('shows the time of a stored instant until a day is entered', async () => {
    const { user, seen, leave, box } = draw(EPOCH, stored);
    const input = box();
    expect(input.value).toBe('Tue 24 Nov 2026 11:30:00 IST');
    await user.click(input);
    await leave();
    expect(seen).toEqual([]);
    await user.clear(input);
    await user.type(input, '2026-12-06');
    expect(seen.at(-1)).toBe(Date.parse('2026-12-06T23:59:59.999+05:30'));
    await leave();
    expect(input.value).toBe('Sun 6 Dec 2026');
  });
});
