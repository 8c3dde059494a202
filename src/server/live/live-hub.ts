import { randomUUID } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import type { LiveEvent } from '#contract/live-endpoints.ts';
import { validSessions } from '../accounts/valid-sessions.ts';
import type { Connection } from '../database/connect.ts';
import type { Notice, OpenPages, OpenSeries } from '../database/notices.ts';
import { oneLine } from '../environment/errors.ts';
import { plainProblem } from '../http/problems.ts';
import { lastSaveOf, saveOf } from '../series/journal.ts';
import { revisionsOf, type Source } from '../series/series-store.ts';
import { openPagesRegister } from './open-pages.ts';
import { savedEvent } from './saved-event.ts';

/** Interval of beats, of the check of sessions, and of telling other servers what is open. */
const BEAT_MS = 15_000;
/** A reader that is so far behind, in bytes, is disconnected. It connects again and reads what it shows. */
const MAX_BEHIND = 128 * 1024;
const MAX_STREAMS_OF_PERSON = 20;
/** PostgreSQL limits a notice to 8,000 bytes. */
const MAX_NOTICE = 7_000;

export interface LiveOptions {
  readonly connection: Pick<Connection, 'db' | 'notices'>;
  readonly source: Source;
  readonly clusterZone: () => string;
  readonly log: FastifyBaseLogger;
  readonly now: () => number;
  /** Aborts when the server stops: streams end at once, because they are requests that never finish. */
  readonly stopping: AbortSignal;
  readonly beatMs?: number;
}

interface Recipient {
  readonly person: { readonly id: string; readonly name: string };
  readonly sessionId: string;
}

interface Stream extends Recipient {
  readonly id: string;
  readonly output: PassThrough;
  open: readonly OpenSeries[];
}

export interface LiveHub {
  /** Opens the stream of a browser. */
  readonly connect: (recipient: Recipient, id: string, open: readonly OpenSeries[]) => Readable;
  /** Sets what the pages of a browser show. Its stream may be at another server. */
  readonly setOpen: (person: string, id: string, open: readonly OpenSeries[]) => Promise<void>;
  readonly checkSessions: () => Promise<void>;
  readonly close: () => void;
}

/** Sends what happens at all servers to the browsers that are connected to this one. */
export function liveHub(options: LiveOptions): LiveHub {
  const { connection, source, clusterZone, log, now, stopping, beatMs = BEAT_MS } = options;
  const { db, notices } = connection;
  const server = randomUUID();
  const streams = new Set<Stream>();
  const register = openPagesRegister(now);

  const send = ({ output }: Stream, event: LiveEvent) => {
    if (output.destroyed || output.writableEnded) return;
    if (output.writableLength + output.readableLength > MAX_BEHIND) output.destroy();
    else output.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const sendAll = (event: LiveEvent) => streams.forEach((stream) => send(stream, event));
  const end = (stream: Stream) => stream.output.end();

  const sendPeople = (ids: ReadonlySet<number>) => {
    for (const stream of streams)
      for (const { id } of stream.open)
        if (ids.has(id)) send(stream, { type: 'presence', id, people: register.peopleAt(id, stream.person.id) });
  };
  const pagesOf = ({ id, person, open }: Stream): OpenPages => ({
    stream: id,
    person: person.id,
    name: person.name,
    open,
  });
  /** In several notices, because the length of one is limited. */
  const tellServers = async (pages: readonly OpenPages[]) => {
    for (let rest = [...pages]; rest.length > 0;) {
      let count = 1;
      while (count < rest.length && JSON.stringify(rest.slice(0, count + 1)).length < MAX_NOTICE) count += 1;
      await notices.send(db, { type: 'open', server, pages: rest.splice(0, count) });
    }
  };
  const tellAll = () => tellServers([...streams].filter(({ open }) => open.length > 0).map(pagesOf));
  const inBackground = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => {
      if (!stopping.aborted) log.warn(`Live updates are delayed: ${oneLine(error)}`);
    });

  /** So that a page which was loaded before the stream was open notices an earlier save. */
  const sendCurrent = async (stream: Stream) => {
    if (stream.open.length === 0) return;
    const ids = stream.open.map(({ id }) => id);
    for (const { id, revision } of await revisionsOf(db, ids, source)) {
      const last = await lastSaveOf(db, id);
      send(stream, { type: 'current', id, revision, last: last && saveOf(last, stream.person.id) });
    }
  };
  const sendSaved = async (entry: string) => {
    if (streams.size === 0) return;
    const eventFor = await savedEvent(db, entry, clusterZone());
    if (eventFor) for (const stream of streams) send(stream, eventFor(stream.person.id));
  };
  const checkSessions = async () => {
    if (streams.size === 0) return;
    const checked = [...streams];
    const valid = await validSessions(db, [...new Set(checked.map(({ sessionId }) => sessionId))], now());
    for (const stream of checked) {
      if (valid.has(stream.sessionId)) continue;
      send(stream, { type: 'ended' });
      end(stream);
    }
  };

  const receive = (notice: Notice) => {
    switch (notice.type) {
      case 'saved':
        return inBackground(sendSaved(notice.entry));
      case 'sessions':
        return inBackground(checkSessions());
      case 'gap':
        sendAll({ type: 'resync' });
        return inBackground(Promise.all([checkSessions(), tellAll(), ...[...streams].map(sendCurrent)]));
      case 'started':
        return notice.server === server ? undefined : inBackground(tellAll());
      case 'open':
        for (const pages of notice.pages) sendPeople(register.set(notice.server, pages));
        return;
      case 'opened':
        for (const stream of streams) {
          if (stream.id !== notice.stream || stream.person.id !== notice.person) continue;
          stream.open = notice.open;
          sendPeople(new Set(notice.open.map(({ id }) => id)));
          inBackground(Promise.all([tellServers([pagesOf(stream)]), sendCurrent(stream)]));
        }
    }
  };
  const stopListening = notices.listen(receive);
  inBackground(notices.send(db, { type: 'started', server }));

  const timer = setInterval(() => {
    sendAll({ type: 'beat' });
    sendPeople(register.expire(server));
    inBackground(Promise.all([checkSessions(), tellAll()]));
  }, beatMs).unref();
  const endAll = () => streams.forEach(end);
  stopping.addEventListener('abort', endAll);

  return {
    connect(recipient, id, open) {
      const { person } = recipient;
      for (const stream of streams) if (stream.id === id && stream.person.id === person.id) end(stream);
      const ofPerson = [...streams].filter((stream) => stream.person.id === person.id && !stream.output.writableEnded);
      if (ofPerson.length >= MAX_STREAMS_OF_PERSON)
        throw plainProblem(429, 'You have too many open pages for live updates. Close some of them.');
      const stream: Stream = { ...recipient, id, open, output: new PassThrough() };
      streams.add(stream);
      stream.output.once('close', () => {
        streams.delete(stream);
        // The same browser may have connected again.
        if ([...streams].some((other) => other.id === id && other.person.id === person.id)) return;
        inBackground(tellServers([{ ...pagesOf(stream), open: [] }]));
      });
      send(stream, { type: 'resync' });
      for (const one of open)
        send(stream, { type: 'presence', id: one.id, people: register.peopleAt(one.id, person.id) });
      if (open.length > 0) inBackground(Promise.all([tellServers([pagesOf(stream)]), sendCurrent(stream)]));
      if (stopping.aborted) end(stream);
      return stream.output;
    },
    setOpen: (person, stream, open) => notices.send(db, { type: 'opened', stream, person, open }),
    checkSessions,
    close: () => {
      clearInterval(timer);
      stopping.removeEventListener('abort', endAll);
      stopListening();
      endAll();
    },
  };
}
