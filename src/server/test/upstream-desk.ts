import type { FastifyBaseLogger } from 'fastify';
import type { JsonObject } from '#values/json.ts';
import type { Connection } from '../database/connect.ts';
import type { UpstreamCredentials } from '../environment/env.ts';
import { type Desk, NOW, openDesk, silentLog, samples, ZONE } from './desk.ts';
import { upstreamStatus } from '../boot/status-route.ts';
import { upstreamCoupons } from '../coupons/upstream-coupons.ts';
import { sampleCoupons } from '../samples/sample-coupons.ts';
import { buildSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { type UpstreamClient, upstreamClient } from '../upstream/upstream-client.ts';
import { type UpstreamDirectory, upstreamDirectory } from '../directory/directory-mirror.ts';
import { type UpstreamSource, upstreamSource } from '../series/upstream-source.ts';

/** Pauses before the reads that look for a write without a usable response. */
export const LOOKS_MS = [0, 20, 300] as const;
export const TILL = { username: 'till', password: 'correct horse battery staple' } as const;
export const CLIENT = { key: 'key-of-the-desk', secret: 'copper lantern under seven bridges' } as const;

export interface UpstreamDesk extends Desk {
  /** URL of the sandbox. */
  readonly apiUrl: string;
  readonly sandbox: Sandbox;
  readonly source: UpstreamSource;
  readonly client: UpstreamClient;
  readonly names: UpstreamDirectory;
  /** Makes the next API calls fail, by the sandbox's fault route. */
  fail(...faults: JsonObject[]): Promise<void>;
  /** Number of API calls with this method since the last count. */
  calls(method: 'GET' | 'PUT' | 'POST'): number;
}

interface Options {
  /** Another desk, whose sandbox this one uses and does not close. */
  readonly sandboxOf?: UpstreamDesk;
  readonly series?: readonly JsonObject[];
  /** IANA zone of the API's cluster. Tests set it to differ from the zone configured in our server. */
  readonly zone?: string;
  /** How our server signs in. Default: as the till of the sandbox. */
  readonly credentials?: UpstreamCredentials;
  readonly timeoutMs?: number;
  readonly log?: FastifyBaseLogger;
  /** Also logs each request. Default: false. */
  readonly accessLog?: boolean;
  readonly now?: () => number;
  /** The clock of the source. Default: always `NOW`. */
  readonly sourceNow?: () => number;
  readonly notWritable?: () => Promise<string | null>;
}

/** Our server in front of the sandbox, with real HTTP on both sides. */
export async function openUpstreamDesk(
  connection: Pick<Connection, 'db' | 'pool' | 'exclusively' | 'notices'>,
  options: Options = {},
): Promise<UpstreamDesk> {
  const { series = samples, zone = ZONE, credentials = TILL, timeoutMs = 5_000, log = silentLog() } = options;
  const {
    notWritable = async () => null,
    accessLog = false,
    now = () => NOW,
    sourceNow = () => NOW,
    sandboxOf,
  } = options;
  const sandbox =
    sandboxOf?.sandbox ??
    buildSandbox({
      clusterTimeZone: zone,
      now: () => NOW,
      ...TILL,
      client: CLIENT,
      series,
      coupons: sampleCoupons({ now: NOW, zone }),
    });
  const url = sandboxOf?.apiUrl ?? (await sandbox.app.listen({ port: 0, host: '127.0.0.1' }));
  const client = upstreamClient({ url, credentials, timeoutMs, pausesMs: [5, 10] });
  const ending = new AbortController();
  const source = upstreamSource(connection, client, {
    clusterZone: () => ZONE,
    log,
    ending: ending.signal,
    now: sourceNow,
    pausesMs: LOOKS_MS,
  });
  const names = upstreamDirectory(connection.db, client, { log, notWritable });
  const status = { upstream: upstreamStatus(client, source, names) };
  const desk = await openDesk(connection, source, {
    log,
    now,
    status,
    coupons: upstreamCoupons(client),
    accessLog,
  });
  let countedRequests = 0;
  return {
    ...desk,
    apiUrl: url,
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
      const recent = sandbox.requests.slice(countedRequests);
      countedRequests = sandbox.requests.length;
      return recent.filter((request) => request.method === method).length;
    },
    async close() {
      await desk.close();
      if (!sandboxOf) await sandbox.app.close();
    },
  };
}
