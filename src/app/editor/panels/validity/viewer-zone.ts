import { isTimeZone } from '#values/zone.ts';

/** IANA zone of the browser; null if the browser does not reveal it. */
export function viewerZone(): string | null {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isTimeZone(zone) ? zone : null;
}
