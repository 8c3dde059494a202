import { expect, it } from 'vitest';
import { isTimeZone } from '#values/zone.ts';
import { currencyOptions, offsetText, zoneOptions } from './zone-options.ts';

it('lists every zone once under its current name, UTC first', () => {
  const zones = zoneOptions('Asia/Kolkata').map(({ value }) => value);
  expect(zones[0]).toBe('UTC');
  expect(zones.filter((zone) => zone === 'Asia/Kolkata')).toHaveLength(1);
  expect(zones).not.toContain('Asia/Calcutta');
  expect(new Set(zones).size).toBe(zones.length);
  expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
});

it('keeps a selected value that is not in the list', () => {
  expect(zoneOptions('Etc/GMT+5').map(({ value }) => value)).toContain('Etc/GMT+5');
  expect(currencyOptions('XTS').map(({ value }) => value)).toContain('XTS');
});

it('formats the offset of a zone', () => expect(offsetText('Asia/Kolkata')).toBe('GMT+5:30'));
