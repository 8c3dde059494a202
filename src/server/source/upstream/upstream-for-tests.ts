import type { FastifyBaseLogger } from 'fastify';
import type { JsonObject } from '#catalogue/kinds.ts';
import type { Connection } from '../../database/connect.ts';
import { type Desk, NOW, openDesk, quiet, samples, ZONE } from '../../desk-for-tests.ts';
import { buildSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { type UpstreamClient, upstreamClient } from './client.ts';
import { type UpstreamDirectory, upstreamDirectory } from './directory.ts';
import { type UpstreamSource, upstreamSource } from './source.ts';

export const PASSWORD = 'correct horse battery staple';

export interface UpstreamDesk extends Desk {
  readonly sandbox: Sandbox;
  readonly source: UpstreamSource;
  readonly client: UpstreamClient;
  readonly names: UpstreamDirectory;
  /** Makes the next calls of the API fail as the sandbox's fault route knows how to. */
  fail(...faults: JsonObject[]): Promise<void>;
  /** How often the API was called with this method since the last count. */
  calls(method: 'GET' | 'PUT'): number;
}

interface Options {
  readonly series?: readonly JsonObject[];
  /** IANA zone of the API's cluster; ours is told another one at times. */
  readonly zone?: string;
  readonly password?: string;
  readonly timeoutMs?: number;
  readonly log?: FastifyBaseLogger;
  readonly notWritable?: () => Promise<string | null>;
}

/** A server of ours in front of the double of the real API, over real HTTP on both sides. */
export async function openUpstreamDesk(
  connection: Pick<Connection, 'db' | 'pool'>,
  options: Options = {},
): Promise<UpstreamDesk> {
  const { series = samples, zone = ZONE, password = PASSWORD, timeoutMs = 5_000, log = quiet() } = options;
  const { notWritable = async () => null } = options;
  const sandbox = buildSandbox({ clusterTimeZone: zone, now: () => NOW, username: 'till', password: PASSWORD, series });
  const url = await sandbox.app.listen({ port: 0, host: '127.0.0.1' });
  const client = upstreamClient({ url, username: 'till', password, timeoutMs, pausesMs: [5, 10] });
  const ending = new AbortController();
  const source = upstreamSource(connection.db, client, { clusterZone: () => ZONE, log, ending: ending.signal });
  const names = upstreamDirectory(connection.db, client, { log, notWritable });
  const desk = await openDesk(connection, source, { log });
  let counted = 0;
  return {
    ...desk,
    sandbox,
    source,
    client,
    names,
    async fail(...faults) {
      for (const fault of faults) {
        const headers = { 'content-type': 'application/json' };
        const { ok } = await fetch(`${url}/sandbox/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
        if (!ok) throw new Error(`The sandbox knows no such fault: ${JSON.stringify(fault)}`);
      }
    },
    calls(method) {
      const recent = sandbox.requests.slice(counted);
      counted = sandbox.requests.length;
      return recent.filter((request) => request.method === method).length;
    },
    async close() {
      await desk.close();
      await sandbox.app.close();
    },
  };
}
