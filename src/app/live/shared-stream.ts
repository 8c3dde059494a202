import type { CurrentEvent, LiveEvent, OtherPerson } from '#contract/live-endpoints.ts';
import { request } from '../api/request.ts';
import type { LiveUpdates } from '../api/live-updates.ts';
import { serverNow } from '../api/server-clock.ts';
import { readEvents } from './event-stream.ts';

/** How often the leader looks for tabs that ended without a word. */
const TABS_MS = 10_000;

type Message =
  | { readonly type: 'event'; readonly event: LiveEvent }
  /** What a tab shows. */
  | { readonly type: 'open'; readonly tab: string; readonly open: string | null }
  /** A new leader asks what the tabs show. */
  | { readonly type: 'leads' };

export interface SharedStream extends LiveUpdates {
  /** The series that this tab shows; null for none. */
  readonly show: (id: number | null) => void;
  readonly stop: () => void;
}

const ignoreStop = () => {};
const randomId = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-');

/**
 * One stream of events for all tabs of this browser. The tab with the lock reads it and passes the events on. Without locks,
 * which need https or localhost, each visible tab reads its own: a browser opens six connections to a server at most.
 */
export function shareStream(person: string): SharedStream {
  const name = `coupon-desk-live-${person}`;
  const tab = randomId();
  const isShared = 'locks' in navigator && 'BroadcastChannel' in window;
  const listeners = new Set<(event: LiveEvent) => void>();
  const people = new Map<number, readonly OtherPerson[]>();
  const states = new Map<number, CurrentEvent>();
  const channel = isShared ? new BroadcastChannel(name) : null;
  const stopping = new AbortController();
  const { signal } = stopping;
  let shown: string | null = null;
  let leading: ReturnType<typeof lead> | null = null;

  const receive = (event: LiveEvent) => {
    if (event.type === 'presence') people.set(event.id, event.people);
    if (event.type === 'resync') states.clear();
    if (event.type === 'current') states.set(event.id, event);
    if (event.type === 'saved' && event.revision !== null) {
      const { id, revision, at, author, isOwn } = event;
      states.set(id, { type: 'current', id, revision, last: { at, author, isOwn } });
    }
    for (const listener of listeners) listener(event);
  };
  const post = (message: Message) => channel?.postMessage(message);
  const announce = () => {
    leading?.setOpen(tab, shown);
    post({ type: 'open', tab, open: shown });
  };

  function lead() {
    const stream = randomId();
    const openIn = new Map<string, string>(shown === null ? [] : [[tab, shown]]);
    /** Each series once, as it was opened first. */
    const open = () => {
      const texts = [...openIn.values()].toReversed();
      return [...new Map(texts.map((text) => [text.split('.', 1)[0], text])).values()];
    };
    const events = readEvents({
      stream,
      open,
      onEvent: (event) => {
        post({ type: 'event', event });
        receive(event);
      },
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = async () => {
      // The stream may be down; it tells the same when it connects.
      await request('PUT /api/live/:stream', {
        params: { stream },
        body: { open: open() as never },
        background: true,
      }).catch(() => {});
    };
    /** For a tab that shows what another one shows already: the server has nothing new to say. */
    const repeatFor = (id: number) => {
      post({ type: 'event', event: { type: 'presence', id, people: people.get(id) ?? [] } });
      const state = states.get(id);
      if (state) post({ type: 'event', event: state });
    };
    const setOpen = (of: string, text: string | null) => {
      const before = open().join();
      if (text === null) openIn.delete(of);
      else openIn.set(of, text);
      if (open().join() === before) return text === null ? undefined : repeatFor(Number(text.split('.', 1)[0]));
      clearTimeout(timer);
      // A page that is opened in place of another one is one change.
      timer = setTimeout(() => void tell(), 100);
    };
    const forgetEnded = async () => {
      const { held = [] } = await navigator.locks.query();
      const alive = new Set(held.map((lock) => lock.name));
      for (const of of openIn.keys()) if (!alive.has(`${name}-${of}`)) setOpen(of, null);
    };
    const interval = channel && setInterval(() => void forgetEnded(), TABS_MS);
    post({ type: 'leads' });
    return {
      setOpen,
      wake: events.wake,
      stop: () => {
        events.stop();
        clearTimeout(timer);
        if (interval) clearInterval(interval);
      },
    };
  }

  const follow = () => {
    const isVisible = document.visibilityState === 'visible';
    if (channel) return isVisible && leading?.wake();
    if (isVisible) leading ??= lead();
    else {
      leading?.stop();
      leading = null;
    }
  };
  const untilStopped = () => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  const leave = () => post({ type: 'open', tab, open: null });

  if (channel) {
    channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.type === 'event') receive(data.event);
      else if (data.type === 'leads') announce();
      else leading?.setOpen(data.tab, data.open);
    });
    navigator.locks.request(`${name}-${tab}`, { signal }, untilStopped).catch(ignoreStop);
    navigator.locks
      .request(name, { signal }, () => {
        leading = lead();
        return untilStopped();
      })
      .catch(ignoreStop);
    window.addEventListener('pagehide', leave, { signal });
  } else follow();
  document.addEventListener('visibilitychange', follow, { signal });
  window.addEventListener('online', () => leading?.wake(), { signal });

  return {
    people,
    states,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (id) => {
      if (shown?.split('.', 1)[0] === String(id)) return;
      shown = id === null ? null : `${id}.${new Date(serverNow()).toISOString()}`;
      announce();
    },
    stop: () => {
      leave();
      stopping.abort();
      leading?.stop();
      channel?.close();
    },
  };
}
