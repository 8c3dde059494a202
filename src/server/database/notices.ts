import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import { oneLine } from '../environment/errors.ts';
import type { Database } from './connect.ts';

/** The series that a page has open, and since when, as ISO text. */
export interface OpenSeries {
  readonly id: number;
  readonly since: string;
}

/** The open pages of one browser. */
export interface OpenPages {
  readonly stream: string;
  readonly person: string;
  readonly name: string;
  readonly open: readonly OpenSeries[];
}

/** What servers on one database tell each other. */
export type Notice =
  /** A journal entry was completed as saved. */
  | { readonly type: 'saved'; readonly entry: string }
  /** Sessions may have ended. */
  | { readonly type: 'sessions' }
  /** What the browsers of a server have open. */
  | { readonly type: 'open'; readonly server: string; readonly pages: readonly OpenPages[] }
  /** The pages of a browser show other series. The server with its stream tells the others. */
  | { readonly type: 'opened'; readonly stream: string; readonly person: string; readonly open: readonly OpenSeries[] }
  /** A server has started: the others send what their browsers have open. */
  | { readonly type: 'started'; readonly server: string }
  /** Only on this server: notices may have been lost. */
  | { readonly type: 'gap' };

export interface Notices {
  /** Tells all servers on the database, this one too. In a transaction the notice is sent when it commits. */
  readonly send: (db: Pick<Database, 'execute'>, notice: Notice) => Promise<void>;
  /** Returns how to end it. */
  readonly listen: (listener: (notice: Notice) => void) => () => void;
}

interface OpenedNotices extends Notices {
  readonly close: () => void;
}

const CHANNEL = 'coupon_desk';
const RECONNECT_MS = 1_000;
/** Interval of testing the connection that listens: a machine that is gone closes none. */
const TEST_MS = 10_000;

function emitter() {
  const events = new EventEmitter<{ notice: [Notice] }>().setMaxListeners(0);
  return {
    emit: (notice: Notice) => void events.emit('notice', notice),
    listen: (listener: (notice: Notice) => void) => {
      events.on('notice', listener);
      return () => void events.off('notice', listener);
    },
  };
}

/**
 * For the embedded database. A listener that queries waits for the only connection, and so for the end of the transaction
 * that sent the notice. After a rollback it finds nothing.
 */
export function noticesInThisProcess(): Notices {
  const { emit, listen } = emitter();
  return { send: async (_, notice) => void setImmediate(emit, notice), listen };
}

/** For PostgreSQL: NOTIFY, and LISTEN on a connection of its own, which reconnects. */
export function noticesAcrossServers(config: pg.ClientConfig, log: FastifyBaseLogger): OpenedNotices {
  const { emit, listen } = emitter();
  const closing = new AbortController();
  const { signal } = closing;
  let isWarned = false;

  /** Listens until the connection breaks. */
  async function listenOnce(): Promise<void> {
    const client = new pg.Client({ ...config, keepAlive: true });
    const broken = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    client.on('notification', ({ payload = '' }) => emit(JSON.parse(payload) as Notice)); // Only `send` uses the channel
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      isWarned = false;
      emit({ type: 'gap' });
      for (let isOpen = true; isOpen;) {
        isOpen = await Promise.race([broken.then(() => false), sleep(TEST_MS, true, { signal })]);
        if (isOpen) await client.query('select 1');
      }
    } finally {
      // A connection that does not answer would delay the stop of the server.
      void client.end().catch(() => {});
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await listenOnce().catch((error: unknown) => {
        if (!signal.aborted && !isWarned) log.warn(`Other servers cannot be heard: ${oneLine(error)}`);
        isWarned = true;
      });
      await sleep(RECONNECT_MS, undefined, { signal }).catch(() => {});
    }
  }
  void run();
  return {
    send: async (db, notice) => void (await db.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`)),
    listen,
    close: () => closing.abort(),
  };
}
