import { zoneName } from '#values/date-format.ts';
import { wallClock } from '#values/zone.ts';
import { useShownSettings } from '../api/shown-settings.ts';
import { useNow } from './use-now.ts';
import { relativeTime } from './relative-time.ts';

/** A past instant as relative time, in full in the tooltip. */
export function RelativeTime({ at }: { readonly at: string }) {
  const zone = useUserZone();
  const now = useNow();
  return (
    <time dateTime={at} title={instantText(at, zone)}>
      {/* The clocks of the server and of this computer may differ. */}
      {relativeTime(Math.min(Date.parse(at), now), now, zone)}
    </time>
  );
}

/** An instant in full: `5 Dec 2026, 18:30 IST`. */
export function DateTime({ at }: { readonly at: string }) {
  return <time dateTime={at}>{instantText(at, useUserZone())}</time>;
}

const useUserZone = () => useShownSettings().data?.timeZone ?? 'UTC';

function instantText(at: string, zone: string): string {
  const instant = Date.parse(at);
  return `${wallClock(instant, zone).format('D MMM YYYY, HH:mm')} ${zoneName(instant, zone)}`;
}
