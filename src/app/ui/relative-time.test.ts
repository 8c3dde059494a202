import { expect, it } from 'vitest';
import { relativeTime } from './relative-time.ts';

const ZONE = 'Asia/Kolkata';
const NOW = Date.parse('2026-11-23T14:00:00+05:30');

it.each([
  ['2026-11-23T13:59:30+05:30', 'just now'],
  ['2026-11-23T13:18:00+05:30', '42 min ago'],
  ['2026-11-23T12:00:00+05:30', '2 h ago'],
  ['2026-11-23T00:10:00+05:30', '13 h ago'],
  ['2026-11-22T23:50:00+05:30', 'yesterday'],
  ['2026-11-22T00:00:00+05:30', 'yesterday'],
  ['2026-11-20T23:00:00+05:30', '3 days ago'],
  ['2026-11-16T23:00:00+05:30', '16 Nov'],
  ['2025-11-12T10:00:00+05:30', '12 Nov 2025'],
  ['2026-12-01T10:00:00+05:30', '1 Dec'],
])('formats %s as %s', (instant, text) => expect(relativeTime(Date.parse(instant), NOW, ZONE)).toBe(text));

it('counts hours across midnight', () => {
  const soon = Date.parse('2026-11-23T01:00:00+05:30');
  expect(relativeTime(soon - 2 * 3_600_000, soon, ZONE)).toBe('2 h ago');
});
