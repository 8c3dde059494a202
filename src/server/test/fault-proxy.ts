import { createServer as createHttpServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What happens to a request that matches. Without `method` and `path` every request matches. */
interface HttpFault {
  /**
   * `cut` closes the connection before the request is forwarded, `lost` after its answer has arrived. `twice` forwards it
   * twice and passes on the second answer. `truncated` ends the connection in the middle of the answer, `half` answers half of the body
   * as if it were all. `status` answers the page of a gateway. `held` passes the answer on after `release`.
   */
  readonly kind: 'cut' | 'lost' | 'twice' | 'truncated' | 'half' | 'status' | 'held';
  readonly method?: string;
  /** A part of the URL. */
  readonly path?: string;
  /** Number of requests to hit. Default: 1. */
  readonly times?: number;
  /** Of `status`. Default: 502. */
  readonly status?: number;
}

interface CaughtRequests {
  /** Number of requests that the fault has hit. */
  readonly hits: () => number;
  /** Passes the `held` answers on. */
  readonly release: () => void;
  /** Hits no further request. */
  readonly end: () => void;
}

export interface FaultProxy {
  /** The target URL with the port of the proxy. */
  readonly url: string;
  /** Stops forwarding in both directions but still accepts connections, like a server that hangs. */
  readonly stall: () => void;
  readonly resume: () => void;
  /** Closes every connection, and new ones at once, like a server that is down. */
  readonly disconnect: () => void;
  readonly reconnect: () => void;
  /** Only in front of an HTTP server. */
  readonly fail: (fault: HttpFault) => CaughtRequests;
  readonly close: () => Promise<void>;
}

/** Starts a proxy in front of a database or an HTTP server that can simulate its faults and those of the network. */
export async function faultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port, protocol } = new URL(target);
  const sockets = new Set<Socket>();
  const faults = httpFaults();
  const state = { isDown: false, stalled: null as { readonly over: Promise<void>; readonly end: () => void } | null };

  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  const forward = (client: Socket) => {
    const remote = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, remote],
      [remote, client],
    ] as const) {
      track(from);
      // A pipe would resume a paused socket by itself.
      from.on('data', (chunk) => to.write(chunk));
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      if (state.stalled) from.pause();
    }
  };
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(incoming);
    await state.stalled?.over;
    await faults.answer(incoming, response, () => send(incoming, body, { hostname, port }));
  };
  const isHttp = protocol === 'http:';
  const server = isHttp
    ? createHttpServer({ keepAliveTimeout: 600_000 }, (incoming, response) => {
        // The target or the client went away.
        answer(incoming, response).catch(() => incoming.socket.destroy());
      })
    : createServer(forward);
  server.on('connection', (socket: Socket) => {
    if (state.isDown) socket.destroy();
    else if (isHttp) track(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' ? address?.port : '');
  const endSockets = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: url.href,
    stall: () => {
      state.stalled ??= pending();
      if (!isHttp) for (const socket of sockets) socket.pause();
    },
    resume: () => {
      state.stalled?.end();
      state.stalled = null;
      if (!isHttp) for (const socket of sockets) socket.resume();
    },
    disconnect: () => {
      state.isDown = true;
      endSockets();
    },
    reconnect: () => {
      state.isDown = false;
    },
    fail: faults.add,
    close: async () => {
      state.stalled?.end();
      faults.end();
      endSockets();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pending(): { readonly over: Promise<void>; readonly end: () => void } {
  const gate = new AbortController();
  const over = new Promise<void>((resolve) => gate.signal.addEventListener('abort', () => resolve()));
  return { over, end: () => gate.abort() };
}

/** Sends a request on, with the headers as they came. */
function send(
  { method, url, rawHeaders }: IncomingMessage,
  body: Buffer,
  to: { hostname: string; port: string },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request({ ...to, method, path: url, headers: rawHeaders as never, agent: false }, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}

function httpFaults() {
  interface Added extends HttpFault {
    left: number;
    readonly release: Promise<void>;
    readonly endRelease: () => void;
  }
  const added: Added[] = [];
  const take = ({ method, url = '' }: IncomingMessage) => {
    const fault = added.find(
      (one) => one.left > 0 && (one.method ?? method) === method && url.includes(one.path ?? ''),
    );
    if (fault) fault.left -= 1;
    return fault;
  };
  return {
    add: (fault: HttpFault): CaughtRequests => {
      const { times = 1 } = fault;
      const { over, end } = pending();
      const entry: Added = { ...fault, left: times, release: over, endRelease: end };
      let hitBeforeEnd: number | null = null;
      const hits = () => hitBeforeEnd ?? times - entry.left;
      added.push(entry);
      return {
        hits,
        release: end,
        end: () => {
          hitBeforeEnd = hits();
          entry.left = 0;
          end();
        },
      };
    },
    end: () => added.forEach(({ endRelease }) => endRelease()),
    async answer(incoming: IncomingMessage, response: ServerResponse, forward: () => Promise<IncomingMessage>) {
      const fault = take(incoming);
      if (fault?.kind === 'cut') return void incoming.socket.destroy();
      if (fault?.kind === 'status') {
        response.writeHead(fault.status ?? 502, { 'content-type': 'text/html' });
        return void response.end('<html><body><h1>Bad Gateway</h1></body></html>');
      }
      const first = await forward();
      if (!fault) {
        // Not read first: an answer may be a stream without an end.
        response.writeHead(first.statusCode ?? 502, headersOf(first));
        response.on('close', () => first.destroy());
        first.on('error', () => response.destroy());
        return void first.pipe(response);
      }
      if (fault.kind === 'twice') await buffer(first);
      const last = fault.kind === 'twice' ? await forward() : first;
      const body = await buffer(last);
      if (fault.kind === 'held') await fault.release;
      if (fault.kind === 'lost') return void incoming.socket.destroy();
      const isShort = fault.kind === 'half' || fault.kind === 'truncated';
      const part = isShort ? body.subarray(0, body.length >> 1) : body;
      const length = String(fault.kind === 'truncated' ? body.length : part.length);
      response.writeHead(last.statusCode ?? 502, [...headersOf(last), 'content-length', length]);
      if (fault.kind !== 'truncated') return void response.end(part);
      response.write(part, () => incoming.socket.destroy());
    },
  };
}

/** The headers as they came, except the length and those of the connection. */
function headersOf({ rawHeaders }: IncomingMessage): string[] {
  const kept: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!/^(connection|keep-alive|transfer-encoding|content-length)$/i.test(name)) kept.push(name, value);
  }
  return kept;
}
