import type { OtherPerson } from '#contract/live-endpoints.ts';
import type { OpenPages } from '../database/notices.ts';

/** How long the pages of another server count after it last sent them. */
const EXPIRY_MS = 45_000;

const keyOf = ({ person, stream }: Pick<OpenPages, 'person' | 'stream'>) => `${person} ${stream}`;

interface Known extends OpenPages {
  readonly seenAt: number;
  readonly server: string;
}

/** Which series people have open at all servers. It is only in memory: a server that starts asks the others. */
export function openPagesRegister(now: () => number) {
  const known = new Map<string, Known>();
  return {
    /** Returns the ids of the series whose people may have changed. */
    set(server: string, pages: OpenPages): ReadonlySet<number> {
      const before = known.get(keyOf(pages));
      // The browser has connected to another server meanwhile, which knows better.
      if (pages.open.length === 0 && before && before.server !== server) return new Set();
      if (pages.open.length === 0) known.delete(keyOf(pages));
      else known.set(keyOf(pages), { ...pages, server, seenAt: now() });
      return new Set([...(before?.open ?? []), ...pages.open].map(({ id }) => id));
    },
    /** Forgets the pages of servers that are silent. */
    expire(ownServer: string): ReadonlySet<number> {
      const ended = [...known].filter(([, { server, seenAt }]) => server !== ownServer && now() - seenAt > EXPIRY_MS);
      for (const [key] of ended) known.delete(key);
      return new Set(ended.flatMap(([, { open }]) => open.map(({ id }) => id)));
    },
    /** The people who have the series open, except `person`. Several pages of one person count once. */
    peopleAt(id: number, person: string): OtherPerson[] {
      const people = new Map<string, OtherPerson>();
      for (const pages of known.values()) {
        const since = pages.open.find((one) => one.id === id)?.since;
        if (since === undefined || pages.person === person) continue;
        const first = people.get(pages.person);
        if (!first || since < first.since) people.set(pages.person, { name: pages.name, since });
      }
      return [...people.values()].toSorted((a, b) => (a.since < b.since ? -1 : 1));
    },
  };
}
