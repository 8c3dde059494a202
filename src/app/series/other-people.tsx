import { useSyncExternalStore } from 'react';
import type { OtherPerson } from '#contract/live-endpoints.ts';
import { formatInstant } from '#values/date-format.ts';
import type { LiveUpdates } from '../api/live-updates.ts';

const NONE: readonly OtherPerson[] = [];
const MAX_NAMED = 3;

interface Props {
  readonly id: number;
  readonly live: LiveUpdates;
  readonly zone: string;
}

/** Names the other people who have the series open. */
export function OtherPeople({ id, live, zone }: Props) {
  const people = useSyncExternalStore(live.subscribe, () => live.people.get(id) ?? NONE);
  const since = people.map(({ name, since: at }) => `${name}: since ${formatInstant(Date.parse(at), zone)}`);
  return (
    <span role="status" title={since.join('\n') || undefined}>
      {people.length > 0 && (
        <span>{`${namesText(people.map(({ name }) => name))} ${people.length === 1 ? 'has' : 'have'} it open too`}</span>
      )}
    </span>
  );
}

/** `Asha Menon, Rohan Iyer and 2 more`. */
function namesText(names: readonly string[]): string {
  const named = names.slice(0, names.length > MAX_NAMED ? MAX_NAMED - 1 : MAX_NAMED);
  const last = names.length > named.length ? `${names.length - named.length} more` : named.pop();
  return named.length > 0 ? `${named.join(', ')} and ${last}` : (last ?? '');
}
