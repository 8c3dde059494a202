import type { LiveEvent } from '#contract/live-endpoints.ts';
import { endpointUrl } from '../api/endpoint-url.ts';

/** The server sends a beat every 15 s. After this silence the connection is dead, ms. */
const SILENCE_MS = 40_000;
const RECONNECT_MS = [500, 1_000, 2_000, 5_000, 15_000, 30_000] as const;
/** The person has too many streams. */
const TOO_MANY = 429;

interface Options {
  readonly stream: string;
  /** The open series of this browser, as the server expects them. */
  readonly open: () => readonly string[];
  readonly onEvent: (event: LiveEvent) => void;
}

/**
 * Reads the stream of events and connects again until it is stopped or the session ends. Not `EventSource`, which connects
 * again with the old address and hides the status.
 */
export function readEvents({ stream, open, onEvent }: Options): {
  readonly wake: () => void;
  readonly stop: () => void;
} {
  let failures = 0;
  let connection: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;

  const stop = () => {
    isEnded = true;
    clearTimeout(timer);
    connection?.abort();
  };
  const receive = (event: LiveEvent) => {
    failures = 0;
    if (event.type === 'ended') stop();
    if (event.type !== 'beat') onEvent(event);
  };
  const connect = async () => {
    clearTimeout(timer);
    const own = new AbortController();
    connection = own;
    let silence = setTimeout(() => own.abort(), SILENCE_MS);
    let status: number | null = null;
    try {
      const url = endpointUrl('GET /api/live', { query: { stream, open: [...open()] as never } });
      const response = await fetch(url, { signal: own.signal, headers: { accept: 'text/event-stream' } });
      ({ status } = response);
      const reader = response.ok ? response.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined;
      let rest = '';
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        clearTimeout(silence);
        silence = setTimeout(() => own.abort(), SILENCE_MS);
        const events = (rest + part.value).split('\n\n');
        rest = events.pop() ?? '';
        for (const text of events) receive(JSON.parse(text.slice('data: '.length)) as LiveEvent); // As declared
      }
    } catch {
      // The connection broke, or was ended here.
    }
    clearTimeout(silence);
    if (connection === own) connection = null;
    // A new sign-in starts another stream.
    if (isEnded || status === 401 || status === 403) return;
    const pause = RECONNECT_MS[status === TOO_MANY ? RECONNECT_MS.length - 1 : Math.min(failures, 5)] ?? 0;
    failures += 1;
    // Not all browsers at once after a restart of the server.
    timer = setTimeout(() => void connect(), pause * (0.5 + Math.random()));
  };
  void connect();
  return {
    wake: () => {
      if (connection === null && !isEnded) void connect();
    },
    stop,
  };
}
