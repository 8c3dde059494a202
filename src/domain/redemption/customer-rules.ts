import { isUnresolved } from '#catalogue/model/kinds.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import { formatDay, formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { dayOf } from '#values/zone.ts';
import { valueOrNull } from '../series/series.ts';
import type { Between } from './attempt.ts';
import { limitOf } from '../limits/limit-of.ts';
import { agree, numberText, pass, rule, unreadable } from './redemption-rule.ts';

const NEW_CUSTOMERS = 'The error number of limits to new customers is not documented.';

const registeredText = ([least, most]: Between, zone: string) => {
  if (least === -Infinity) return 'the registration is not known';
  const day = formatDay(dayOf(least, zone));
  return least === most ? `registered ${formatInstant(least, zone)}` : `registered ${day}`;
};

/** Assumption 8: the bounds are inclusive moments. */
export const registeredFromRule = rule({
  id: 'registeredFrom',
  field: 'validUserRegistrationStartTime',
  engineCodes: [],
  apiCodes: [710],
  check: ({ series: { values }, possible: { registered }, facts: { storeZones } }) => {
    const from = values.validUserRegistrationStartTime;
    if (isUnresolved(from)) return unreadable('validUserRegistrationStartTime');
    if (from === null) return pass('Any time.');
    return {
      outcome: agree(...registered.map((moment) => moment >= from)),
      text: `Registered from ${formatInstant(from, storeZones[0])}; ${registeredText(registered, storeZones[0])}.`,
      assumes: NEW_CUSTOMERS,
    };
  },
  say: ({ series: { values }, facts: { storeZones } }) =>
    `It is for customers who registered on ${formatDay(dayOf(valueOrNull(values.validUserRegistrationStartTime) ?? 0, storeZones[0]))} or later.`,
  loosened: ({ possible: { registered } }) => (Number.isFinite(registered[0]) ? registered[0] : undefined),
});

export const registeredUntilRule = rule({
  id: 'registeredUntil',
  field: 'validUserRegistrationEndTime',
  engineCodes: [],
  apiCodes: [710],
  check: ({ series: { values, wire }, possible: { registered }, facts: { storeZones } }) => {
    const until = values.validUserRegistrationEndTime;
    if (isUnresolved(until)) return unreadable('validUserRegistrationEndTime');
    if (until === null)
      return wireOf(wire, 'validUserRegistrationEndTime') === 0
        ? {
            outcome: 'unknown',
            text: 'The stored end is 0, and the API’s texts do not say what it means.',
            readings: [
              { meaning: 'No end', outcome: 'pass' },
              { meaning: 'Registered until 1970', outcome: 'fail' },
            ],
          }
        : pass('Any time.');
    return {
      outcome: agree(...registered.map((moment) => moment <= until)),
      text: `Registered until ${formatInstant(until, storeZones[0])}; ${registeredText(registered, storeZones[0])}.`,
      assumes: NEW_CUSTOMERS,
    };
  },
  say: ({ series: { values }, facts: { storeZones } }) =>
    `It is for customers who registered on ${formatDay(dayOf(valueOrNull(values.validUserRegistrationEndTime) ?? 0, storeZones[0]))} or earlier.`,
  loosened: ({ possible: { registered } }) => (Number.isFinite(registered[1]) ? registered[1] : undefined),
});

/** Assumption 8: a result only where both readings agree. */
export const transactionsRule = rule({
  id: 'transactions',
  field: 'validMaxUserTransactionLimit',
  engineCodes: [],
  apiCodes: [710],
  check: ({ series: { values }, possible: { transactions } }) => {
    const limit = limitOf(values.validMaxUserTransactionLimit);
    if (limit === 'unreadable') return unreadable('validMaxUserTransactionLimit');
    if (limit === null) return pass('Any number.');
    const most = agree(...transactions.map((count) => count <= limit));
    const least = agree(...transactions.map((count) => count >= limit));
    const number = formatNumber(limit);
    return {
      outcome: most === least ? most : 'unknown',
      text: `${number}; ${numberText(transactions, 'transactions so far')}.`,
      ...(most !== least && {
        readings: [
          { meaning: `At most ${number}`, outcome: most },
          { meaning: `At least ${number}`, outcome: least },
        ],
      }),
      assumes: NEW_CUSTOMERS,
    };
  },
  say: () => 'It is limited by the number of your purchases so far.',
});
