import { formatInstant } from '#values/date-format.ts';
import { wallClock } from '#values/zone.ts';

export interface ZonesOfPeople {
  /** IANA zone in which the API truncates date-times to days. */
  readonly cluster: string;
  readonly organisation: string;
  /** The browser's zone; null if unknown. */
  readonly viewer: string | null;
}

/** A moment as text, and the clocks that show it. */
export interface Reading {
  readonly whose: string;
  readonly text: string;
}

/** A moment on the clocks of the API, the organisation, the viewer and UTC. Clocks that agree share one entry. */
export function readingsOf(instant: number, { cluster, organisation, viewer }: ZonesOfPeople): readonly Reading[] {
  const clocks = new Map<string, { readonly zone: string; readonly whose: string[] }>();
  const zones: readonly (readonly [string, string | null])[] = [
    ['API', cluster],
    ['organisation', organisation],
    ['you', viewer],
    ['UTC', 'UTC'],
  ];
  for (const [whose, zone] of zones) {
    if (zone === null) continue;
    const clock = wallClock(instant, zone).format();
    const same = clocks.get(clock);
    if (same) same.whose.push(whose);
    else clocks.set(clock, { zone, whose: [whose] });
  }
  return [...clocks.values()].map(({ zone, whose }) => {
    const text = whose.join(', ');
    return { whose: text.charAt(0).toUpperCase() + text.slice(1), text: formatInstant(instant, zone) };
  });
}
