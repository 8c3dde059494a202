import { expect, test } from 'vitest';
import { NOW, payloads, seriesOf } from '../testing/builders.ts';
import { random } from '../testing/random-cases.ts';
import { DAY, randomSeries } from '../testing/redemption-oracle.ts';
import { statusAt, statusOf, statusTimes } from './status.ts';

const zones = { clusterZone: 'America/New_York', storeZone: 'Asia/Kolkata' };
const dice = random(20_261_130);
const wires = [...payloads.values(), ...Array.from({ length: 300 }, () => randomSeries(dice))];

test('the times of a series give the status of every moment', () => {
  const seen = new Set<string>();
  for (const wire of wires) {
    const { values } = seriesOf(wire, zones.clusterZone);
    const times = statusTimes(values, zones);
    const turns = [times.startsAt, times.endsAt, times.unreachableFrom].filter((at) => at !== null);
    const moments = [NOW, NOW + 9 * DAY, NOW + 400 * DAY, ...turns.flatMap((at) => [at - 1, at])].filter(
      (at) => at >= 0,
    );
    for (const now of moments) {
      const { status } = statusOf(values, { ...zones, now });
      expect(statusAt(times, now), `${new Date(now).toISOString()} ${JSON.stringify(wire)}`).toBe(status);
      seen.add(status);
    }
  }
  expect(seen.size).toBe(5);
});
