import { wallClock } from './zone.ts';

/** `Sun 29 Nov 2026` */
export function formatDay(day: string): string {
  return wallClock(Date.parse(day), 'UTC').format('ddd D MMM YYYY');
}

/** `Sun 29 Nov 2026 23:59:59 IST`. `instant` is epoch ms, `zone` an IANA name. */
export function formatInstant(instant: number, zone: string): string {
  return `${wallClock(instant, zone).format('ddd D MMM YYYY HH:mm:ss')} ${zoneName(instant, zone)}`;
}

const zoneNameFormats = new Map<string, readonly Intl.DateTimeFormat[]>();

/** The zone's short name, such as IST, if an English-speaking country uses one; else GMT+5:30. */
export function zoneName(instant: number, zone: string): string {
  let formats = zoneNameFormats.get(zone);
  if (!formats) {
    formats = ['en-IN', 'en-US', 'en-GB', 'en-AU', 'en-NZ'].map(
      (locale) => new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }),
    );
    zoneNameFormats.set(zone, formats);
  }
  const names = formats.map(
    (format) => format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? zone,
  );
  return names.find((name) => !/\d/.test(name)) ?? names[0] ?? zone;
}
