import { expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { whyReadOnly } from './why-read-only.ts';
import { series } from '../testing/builders.ts';

const why = (wire: JsonObject) => whyReadOnly(series(wire).values);

test.each(['DISC_CODE', 'DISC_CODE_PIN', 'GENERIC'])('a series with %s can be edited', (clientHandlingType) => {
  expect(why({ clientHandlingType })).toBeNull();
  expect(why({ clientHandlingType, externalIssual: true })).toBeNull();
});

test('a series with any other value is read-only, and the reason has the stored value', () => {
  expect(why({ clientHandlingType: 'EXTERNALLY_MANAGED' })).toContain('clientHandlingType is “EXTERNALLY_MANAGED”');
  expect(why({ clientHandlingType: 'disc_code' })).toContain('“disc_code”');
  expect(why({ clientHandlingType: 7 })).toContain('clientHandlingType is 7');
});

test.each(['', null, undefined])('a series with the value %j is read-only, and the reason says so', (stored) => {
  expect(why({ clientHandlingType: stored as string })).toContain('clientHandlingType is empty or missing');
});

test('a value of blanks shows its blanks', () => {
  expect(why({ clientHandlingType: ' ' })).toContain('clientHandlingType is “ ”');
});
