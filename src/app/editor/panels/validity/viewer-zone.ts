import { isTimeZone } from '#values/zone.ts';

/** IANA zone of whoever looks at the page; null where the browser keeps it to itself. */
export function viewerZone(): string | null {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isTimeZone(zone) ? zone : null;
}
