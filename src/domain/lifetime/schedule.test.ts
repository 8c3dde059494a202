import { describe, expect, test } from 'vitest';
import { scheduleOf } from './schedule.ts';
import { series } from '../testing/builders.ts';

const at = Date.parse;

describe('scheduleOf', () => {
  test('runs from its first to its last second in the cluster’s zone', () => {
    const { values } = series(
      { redemptionValidFrom: '2026-11-20T00:00:00+05:30', validTillDate: '2026-11-29T00:00:00+05:30' },
      'Asia/Kolkata',
    );
    expect(scheduleOf(values, 'Asia/Kolkata')).toMatchObject({
      from: at('2026-11-20T00:00:00+05:30'),
      until: at('2026-11-30T00:00:00+05:30'),
    });
  });
  test('has no start and no end without dates', () => {
    const { values } = series({ redemptionValidFrom: null, validTillDate: null, ownerValidity: 0, fixedExpiryDate: 0 });
    expect(scheduleOf(values, 'UTC')).toMatchObject({ from: null, until: null });
  });
  test('returns null while a date is half-typed', () => {
    const { values } = series();
    expect(scheduleOf({ ...values, validTillDate: { unresolved: 'draft', text: '31 fe' } }, 'UTC')).toBeNull();
    expect(scheduleOf({ ...values, redemptionRange: { unresolved: 'unreadable', raw: 'string' } }, 'UTC')).toBeNull();
  });
});
