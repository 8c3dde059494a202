import type { Place } from '#catalogue/kinds.ts';
import { placeKey, placeWord } from '../places.ts';
import { idOfKey } from './list-report.ts';
import type { ListKey } from './read-list.ts';

/** A line that adds nothing, and why in words. */
interface PlaceOffence {
  readonly line: number;
  readonly key: string;
  readonly why: 'chosen' | 'repeated' | 'unknown' | 'unreadable' | 'ambiguous';
  readonly reason: string;
}

export interface PlaceReport {
  /** What applying adds, in the order of the list, each once. */
  readonly added: readonly Place[];
  readonly offences: readonly PlaceOffence[];
  /** Unknown keys that can be ids. */
  readonly unknownIds: number;
  /** Keys read. */
  readonly read: number;
}

interface PlaceContext {
  readonly chosen: readonly Place[];
  /** Unknown keys that can be ids are taken as places of this type; null leaves them out. */
  readonly unknownAs: string | null;
}

/** What becomes of every line of a list of ids or codes of places, before anything of it is applied. */
export function reportPlaces(
  keys: readonly ListKey[],
  meaning: (key: string) => readonly Place[],
  { chosen, unknownAs }: PlaceContext,
): PlaceReport {
  const there = new Set(chosen.map(placeKey));
  const lines = new Map<string, number>();
  const added: Place[] = [];
  const offences: PlaceOffence[] = [];
  let unknownIds = 0;
  for (const { key, line } of keys) {
    const refuse = (why: PlaceOffence['why'], reason: string) => void offences.push({ line, key, why, reason });
    const matches = meaning(key);
    if (matches.length > 1) {
      const meant = matches.map(({ type, id }) => `${placeWord(type).toLowerCase()} ${id}`);
      refuse('ambiguous', `Means ${meant.join(' or ')}. Choose one type above, or write the id.`);
      continue;
    }
    const [found] = matches;
    const id = idOfKey(key);
    const place = found ?? (id === null || unknownAs === null ? null : { type: unknownAs, id });
    const same = place === null ? (id ?? key).toString() : placeKey(place);
    const before = lines.get(same);
    if (before !== undefined) {
      refuse('repeated', before === line ? 'Stands twice in this line' : `Same as line ${before}`);
      continue;
    }
    lines.set(same, line);
    if (found === undefined && id !== null) unknownIds += 1;
    if (place === null) {
      if (id === null) refuse('unreadable', 'No id and no known code');
      else refuse('unknown', 'Not in the directory');
    } else if (there.has(placeKey(place))) refuse('chosen', 'Chosen already');
    else {
      there.add(placeKey(place));
      added.push({ type: place.type, id: place.id });
    }
  }
  return { added, offences, unknownIds, read: keys.length };
}
