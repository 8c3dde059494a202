import { formatInstant } from '#values/date-format.ts';
import { wallClock } from '#values/zone.ts';

export interface ZonesOfPeople {
  /** IANA zone in which the API cuts and stores dates. */
  readonly cluster: string;
  readonly organisation: string;
  /** Where whoever looks at the page is; null where the browser does not say. */
  readonly viewer: string | null;
}

/** One way to write a moment, and for whom it reads like that. */
export interface Reading {
  readonly whose: string;
  readonly text: string;
}

/** The same moment on the clocks of the API, the organisation, the viewer and UTC, each reading once. */
export function readingsOf(instant: number, { cluster, organisation, viewer }: ZonesOfPeople): readonly Reading[] {
  const clocks = new Map<string, { readonly zone: string; readonly whose: string[] }>();
  const people: readonly (readonly [string, string | null])[] = [
    ['API', cluster],
    ['organisation', organisation],
    ['you', viewer],
    ['UTC', 'UTC'],
  ];
  for (const [whose, zone] of people) {
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
