import { describe, expect, it } from 'vitest';
import { holdsNul, isDeeperThan } from './json-body.ts';

describe('isDeeperThan', () => {
  it('counts objects and arrays, and no brackets inside strings', () => {
    expect(isDeeperThan(2, '{"a":[1]}')).toBe(false);
    expect(isDeeperThan(2, '{"a":[{}]}')).toBe(true);
    expect(isDeeperThan(1, '{"a":"[[[\\"[[","b":"\\\\"}')).toBe(false);
    expect(isDeeperThan(1, '[[]')).toBe(true);
    expect(isDeeperThan(2, '[[],[],[]]')).toBe(false);
  });
});

describe('holdsNul', () => {
  it.each([
    ['"\\u0000"', true],
    ['"\\\\\\u0000"', true],
    ['"\\\\u0000"', false],
    ['"\\\\\\\\u0000 \\u00001"', true],
    ['"\\u0001"', false],
  ])('%s: %s', (text, expected) => {
    expect(String(JSON.parse(text)).includes('\0')).toBe(expected);
    expect(holdsNul(text)).toBe(expected);
  });
});
