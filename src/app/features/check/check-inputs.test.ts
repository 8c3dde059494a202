import { expect, test } from 'vitest';
import { attemptOf, ignoredIn, type Inputs, issuanceAttemptOf, readInputs, searchOf } from './check-inputs.ts';

const CLOCKS = { now: Date.UTC(2026, 5, 10, 12), zone: 'Asia/Kolkata', clusterZone: 'UTC' };
const NONE = readInputs({});
const read = (inputs: Partial<Inputs>) => attemptOf({ ...NONE, ...inputs }, CLOCKS);

test('an empty form is an attempt of now with nothing known', () => {
  expect(read({})).toEqual({ attempt: { moment: CLOCKS.now }, errors: {} });
});

test('what is entered is read in the zone of the store', () => {
  const { attempt, errors } = read({
    place: 'STORE:1201',
    product: 'CATEGORY:301',
    bill: '1,250.50',
    issued: '2026-06-01',
    issuedTo: 'customer',
    customerUses: '2',
    lastUse: '2026-06-09T10:30',
    registered: '2026-01-01',
    moment: '2026-06-10T09:00',
  });
  expect(errors).toEqual({});
  expect(attempt).toEqual({
    moment: Date.UTC(2026, 5, 10, 3, 30),
    place: { type: 'STORE', id: 1201 },
    product: { type: 'CATEGORY', id: 301 },
    bill: 1250.5,
    issued: '2026-06-01',
    issuedTo: 'customer',
    customerUses: 2,
    lastUse: [Date.UTC(2026, 5, 9, 5), Date.UTC(2026, 5, 9, 5)],
    registered: [Date.UTC(2025, 11, 31, 18, 30), Date.UTC(2026, 0, 1, 18, 30) - 1],
  });
});

test('an attempt to issue a coupon is read by the same rules', () => {
  const inputs = { holds: 'yes', holdsExcluded: 'no', had: '2', lastIssue: '2026-06-09T10:30', issuedInSeries: 'x' };
  expect(issuanceAttemptOf({ ...NONE, ...inputs, place: 'TILL:7' }, CLOCKS)).toEqual({
    attempt: {
      moment: CLOCKS.now,
      place: { type: 'TILL', id: 7 },
      holds: true,
      holdsExcluded: false,
      had: 2,
      lastIssue: [Date.UTC(2026, 5, 9, 5), Date.UTC(2026, 5, 9, 5)],
    },
    errors: { issuedInSeries: 'Enter a whole number.' },
  });
  expect(issuanceAttemptOf({ ...NONE, holds: 'perhaps' }, CLOCKS).attempt).toEqual({ moment: CLOCKS.now });
});

test.each([
  ['bill', '-5'],
  ['bill', 'x'],
  ['bill', '1.250,50,1'],
  ['customerUses', '1.5'],
  ['issued', '2026-13-01'],
  ['issued', '2026-06-12'],
  ['lastUse', '2026-06-12T10:00'],
  ['moment', '2026-06-10T25:00'],
  ['place', 'ZONE:3'],
  ['place', 'STORE:99999999999'],
  ['product', 'STORE:3'],
  ['product', 'SKU:x'],
] as const)('%s %j counts as unknown, with a message', (key, text) => {
  const { attempt, errors } = read({ [key]: text });
  expect(attempt).toEqual({ moment: CLOCKS.now });
  expect(errors[key]).toMatch(/\.$/);
});

test('a URL brings back what was entered, and nothing else', () => {
  const inputs = { ...NONE, error: '714', bill: '500', issued: '2026-06-01', place: 'STORE:5' };
  expect(searchOf(inputs)).toEqual({ error: 714, bill: 500, issued: '2026-06-01', place: 'STORE:5' });
  expect(readInputs(searchOf(inputs))).toEqual(inputs);
  const others = { code: 'SECRET', mobile: '98', bill: ['1'], error: { a: 1 }, issuedTo: 'x'.repeat(999) };
  expect(readInputs(others)).toEqual(NONE);
  for (const text of ['007', '1e5', 'NaN', '1,000'])
    expect(readInputs(searchOf({ ...NONE, bill: text })).bill).toBe(text);
});

test('what a URL has and no input can have is ignored, and named', () => {
  const search = {
    bill: 300,
    place: 'STORE:1201',
    kind: 'redeem',
    holds: 'maybe',
    issuedTo: 'customer',
    had: [1, 2],
    moment: 'x'.repeat(41),
    colour: 'red',
    codeUses: '',
  };
  expect(ignoredIn(search)).toEqual(['kind', 'holds', 'had', 'moment', 'colour']);
  const { bill, kind, holds, had, moment, issuedTo } = readInputs(search);
  expect({ bill, kind, holds, had, moment, issuedTo }).toEqual({
    bill: '300',
    kind: '',
    holds: '',
    had: '',
    moment: '',
    issuedTo: 'customer',
  });
});
