// @vitest-environment happy-dom
import { within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { draw } from '../../fields/controls-test-kit.tsx';

const ANY: RedemptionRange = { dom: [], dow: [], hours: [] };
const WORK: RedemptionRange = { dom: [], dow: [1, 2, 3], hours: [9, 10] };

async function drawRange(start: RedemptionRange, options = {}) {
  const view = draw({ type: 'range' }, start, options);
  const grid = within(await view.findByRole('grid', { name: 'Weekdays and hours' }));
  const cell = (name: string) => grid.getByRole('gridcell', { name });
  const selectedCells = () => grid.queryAllByRole('gridcell', { selected: true }).length;
  return { ...view, grid, cell, selectedCells, sentence: () => view.getByRole('status').textContent };
}

describe('days and hours', () => {
  it('show the sentence before the grid has loaded', () => {
    expect(draw({ type: 'range' }, WORK).getByRole('status').textContent).toBe('Mon–Wed 09:00–10:59');
  });

  it('select every chosen hour on every chosen day, and everything if nothing is chosen', async () => {
    const { selectedCells, cell, set } = await drawRange(WORK);
    expect(selectedCells()).toBe(6);
    expect(cell('Wednesday 10:00 to 10:59').getAttribute('aria-selected')).toBe('true');
    expect(cell('Wednesday 11:00 to 11:59').getAttribute('aria-selected')).toBe('false');
    set(ANY);
    await expect.poll(selectedCells).toBe(168);
  });

  it('add and remove days and hours by a click on their headers', async () => {
    const { user, last, grid, sentence } = await drawRange(ANY);
    await user.click(grid.getByRole('rowheader', { name: 'Tuesday' }));
    expect(last()).toEqual({ ...ANY, dow: [2] });
    await user.click(grid.getByRole('columnheader', { name: '9:00 to 9:59' }));
    await user.click(grid.getByRole('rowheader', { name: 'Monday' }));
    expect(last()).toEqual({ ...ANY, dow: [1, 2], hours: [9] });
    expect(sentence()).toBe('Mon–Tue 09:00–09:59');
    await user.click(grid.getByRole('rowheader', { name: 'Tuesday' }));
    expect(last()).toEqual({ ...ANY, dow: [1], hours: [9] });
  });

  it('refuse to remove the last day, or one hour of one day, with a message that disappears', async () => {
    const { user, seen, grid, cell, getByRole } = await drawRange({ ...WORK, dow: [1] });
    await user.click(grid.getByRole('rowheader', { name: 'Monday' }));
    expect(getByRole('alert').textContent).toMatch(/^At least one weekday has to stay/);
    expect(seen).toEqual([]);
    await user.click(cell('Tuesday 9:00 to 9:59'));
    expect(getByRole('alert').textContent).toBe('');
    await user.click(cell('Tuesday 9:00 to 9:59'));
    expect(getByRole('alert').textContent).toMatch(/^Tuesday 9:00 cannot be left out alone/);
    expect(seen).toEqual([{ ...WORK, dow: [1, 2] }]);
    await user.click(getByRole('button', { name: 'Weekends' }));
    expect(getByRole('alert').textContent).toBe('');
  });

  it('are selected by keyboard, cancelled by Escape, and one tab stop each', async () => {
    const { user, last, getByRole } = await drawRange(WORK);
    const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
    getByRole('button', { name: 'Office hours' }).focus();
    const stops = ['Any day', 'Any hour', 'Monday 0:00 to 0:59', 'Any date', 'Day 1', 'Elsewhere'];
    for (const name of stops) {
      await user.tab();
      expect(focused()).toBe(name);
    }
    for (let back = 0; back < 3; back += 1) await user.tab({ shift: true });
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(focused()).toBe('Tuesday 1:00 to 1:59');
    await user.keyboard('{Shift>}{ArrowRight}{ArrowDown}{/Shift}');
    expect(last()).toEqual({ ...ANY, dow: [2, 3], hours: [1, 2] });
    await user.keyboard('{Escape}');
    expect(last()).toEqual(WORK);
    await user.keyboard('{Home}{ArrowLeft}');
    expect(focused()).toBe('Wednesday');
    await user.keyboard(' ');
    expect(last()).toEqual({ ...WORK, dow: [1, 2] });
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}');
    expect(last()).toEqual({ ...WORK, dow: [1, 2, 3, 4, 5, 6, 7] });
    await user.keyboard('{ArrowRight}{Control>}{Home}{/Control}{ArrowUp}{Enter}');
    expect(focused()).toBe('0:00 to 0:59');
    expect(last()).toEqual({ ...ANY, dow: [1, 2, 3, 4, 5, 6, 7], hours: [0, 9, 10] });
  });

  it('restore the range when a keyboard selection returns to its start', async () => {
    const { user, last, cell } = await drawRange(WORK);
    cell('Sunday 20:00 to 20:59').focus();
    await user.keyboard('{Shift>}{ArrowLeft}{ArrowRight}{/Shift}');
    expect(last()).toEqual(WORK);
  });

  it('have “any” buttons and presets that show their state', async () => {
    const { user, last, getByRole } = await drawRange({ dom: [1], dow: [1], hours: [9] });
    for (const name of ['Any day', 'Any hour', 'Any date']) {
      expect(getByRole('button', { name }).getAttribute('aria-pressed')).toBe('false');
      await user.click(getByRole('button', { name }));
      expect(getByRole('button', { name }).getAttribute('aria-pressed')).toBe('true');
    }
    expect(last()).toEqual(ANY);
    await user.click(getByRole('button', { name: 'Office hours' }));
    expect(last()).toEqual({ dom: [], dow: [1, 2, 3, 4, 5], hours: [9, 10, 11, 12, 13, 14, 15, 16, 17] });
    expect(getByRole('button', { name: 'Weekdays' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('are limited to days of the month, by mouse and by keyboard', async () => {
    const { user, last, getByRole, sentence } = await drawRange(WORK);
    await user.click(getByRole('button', { name: 'Day 31' }));
    await user.keyboard('{Home} {ArrowRight}{ArrowRight}{Enter}');
    expect(last()).toEqual({ ...WORK, dom: [1, 3, 31] });
    expect(sentence()).toBe('Mon–Wed 09:00–10:59, on days 1, 3, 31 of the month');
    await user.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}');
    expect(last()).toEqual({ ...WORK, dom: [1, 2, 3, 31] });
    await user.keyboard('{Escape}');
    expect(last()).toEqual({ ...WORK, dom: [1, 3, 31] });
  });

  it('extend from the last pressed day with Shift, forwards and back', async () => {
    const { user, last, getByRole } = await drawRange(WORK);
    const day = (date: number) => getByRole('button', { name: `Day ${date}` });
    await user.click(day(5));
    day(10).focus();
    await user.keyboard(' {Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    expect(last()).toEqual({ ...WORK, dom: [5, 10, 11, 12] });
    await user.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    expect(last()).toEqual({ ...WORK, dom: [5, 10, 11] });
    await user.click(day(20));
    await user.keyboard('{Shift>}');
    await user.click(day(25));
    await user.keyboard('{/Shift}');
    expect(last()).toEqual({ ...WORK, dom: [5, 10, 11, 20, 21, 22, 23, 24, 25] });
    await user.click(day(20));
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}');
    expect(last()).toEqual({ ...WORK, dom: [5, 10, 11, 24, 25] });
    await user.click(getByRole('button', { name: 'Any date' }));
    day(7).focus();
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(last()).toEqual({ ...WORK, dom: [7, 8] });
  });

  it('have a short accessible name per row', async () => {
    const { grid } = await drawRange(WORK);
    expect(grid.getByRole('row', { name: 'Wednesday' })).toBeTruthy();
  });

  it('are read-only when disabled', async () => {
    const { user, seen, selectedCells, cell, getByRole } = await drawRange(WORK, { disabled: true });
    expect(selectedCells()).toBe(6);
    await user.click(cell('Sunday 9:00 to 9:59'));
    await user.click(getByRole('button', { name: 'Day 1' }));
    expect(seen).toEqual([]);
  });

  it('become a value after a choice, even if it equals what was shown', async () => {
    const { user, seen, getByRole } = draw({ type: 'range' }, { unresolved: 'draft', text: '' });
    await user.click(getByRole('button', { name: 'Any time' }));
    expect(seen).toEqual([ANY]);
  });
});
