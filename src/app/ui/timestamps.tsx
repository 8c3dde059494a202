import { zoneName } from '#values/date-format.ts';
import { wallClock } from '#values/zone.ts';
import { useShownSettings } from '../api/shown-settings.ts';
import { useNow } from './use-now.ts';
import { relativeTime } from './relative-time.ts';

/** A moment that has passed, in the fewest words; in full when pointed at. */
export function RelativeTime({ at }: { readonly at: string }) {
  const zone = useReadersZone();
  const now = useNow();
  return (
    <time dateTime={at} title={momentText(at, zone)}>
      {/* The clocks of the server and of this computer differ by a little. */}
      {relativeTime(Math.min(Date.parse(at), now), now, zone)}
    </time>
  );
}

/** A moment in full: `5 Dec 2026, 18:30 IST`. */
export function DateTime({ at }: { readonly at: string }) {
  return <time dateTime={at}>{momentText(at, useReadersZone())}</time>;
}

const useReadersZone = () => useShownSettings().data?.timeZone ?? 'UTC';

function momentText(at: string, zone: string): string {
  const instant = Date.parse(at);
  return `${wallClock(instant, zone).format('D MMM YYYY, HH:mm')} ${zoneName(instant, zone)}`;
}
