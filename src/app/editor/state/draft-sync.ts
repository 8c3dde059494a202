import { createStore } from '@tanstack/react-store';
import { dequal } from 'dequal/lite';
import type { NewDraft } from '#contract/draft-endpoints.ts';
import { DRAFT_FORMAT } from '#contract/endpoint-constants.ts';
import { draftValues } from '#domain/change/drafts.ts';
import { Refused } from '../../api/request.ts';
import { sessionEpoch } from '../../api/session-expiry.ts';
import type { EditorStore } from './editor-store.ts';
import type { Pipeline } from './pipeline.ts';

/** Wait after a change, ms. The store changes in a pause of typing, so that the server has a draft 2 s after a key. */
const PAUSE_MS = 1_000;
/** The longest wait while changes follow each other, ms. */
const LONGEST_WAIT_MS = 5_000;
/** A write that takes longer may never arrive, ms. */
const SLOW_MS = 1_000;
const RETRY_MS = [2_000, 5_000, 15_000, 60_000] as const;
/** Revisions that may be stored. The server accepts 50. */
const MAX_REVISIONS = 40;

type DraftStatus =
  /** The form has no changes, and the server has no draft. */
  | { readonly type: 'none' }
  /** The server does not have the latest changes yet. */
  | { readonly type: 'pending' }
  | { readonly type: 'stored' }
  /** `kept`: this browser has the changes; a text says why it does not. Null until that is known. */
  | { readonly type: 'failed'; readonly why: string; readonly kept: true | string | null }
  /** The server has a draft of another tab, device or earlier visit. Nothing is stored until the user decides. */
  | { readonly type: 'other' };

/** Sends drafts of one series. Rejects with `Refused` or `NoAnswer`. */
export interface DraftTransport {
  readonly put: (draft: NewDraft) => Promise<unknown>;
  readonly remove: (revisions: readonly string[]) => Promise<unknown>;
  /** Keeps a draft in this browser while the server does not have it. Rejects with the reason. */
  readonly keep: (draft: NewDraft) => Promise<void>;
  /** Deletes what `keep` keeps. */
  readonly forget: () => void;
}

export interface DraftSync {
  readonly get: () => DraftStatus;
  readonly subscribe: (listener: (status: DraftStatus) => void) => { readonly unsubscribe: () => void };
  /** Follows the store until the returned function is called, which sends what is not stored yet. */
  readonly start: () => () => void;
  /** Sends now what is not stored yet. */
  readonly flush: () => void;
  /** True if this form wrote the revision. */
  readonly isOwn: (revision: string) => boolean;
  /** Stores nothing until `replace` is called: the server has another draft. */
  readonly pause: () => void;
  /** The user has chosen about the other draft: the next write replaces this revision; null if there is none. */
  readonly replace: (revision: string | null) => void;
  /** Deletes the draft and stores no other. */
  readonly drop: () => void;
}

type Content = Pick<NewDraft, 'base' | 'values'>;

/**
 * Stores the changes of a form on the server, one write at a time and outside of the events of the page. It reads the
 * store only and never changes the form. The server refuses a write if the draft is of another tab or device.
 */
export function createDraftSync(
  store: EditorStore,
  pipeline: Pick<Pipeline, 'flush'>,
  transport: DraftTransport,
): DraftSync {
  const status = createStore<DraftStatus>({ type: 'none' });
  const writer = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
  let writes = 0;
  /** Our revisions of which one may be stored: the last confirmed one, and those sent since. */
  let known: readonly string[] = [];
  /** What the last confirmed write stored; null: no draft of ours. */
  let stored: Content | null = null;
  /** What the server refused for good. */
  let refused: Content | null = null;
  let isPaused = false;
  let isDropped = false;
  let isRunning = false;
  let failures = 0;
  let blockedEpoch: number | null = null;
  let keptWhileBlocked: Content | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitingSince: number | null = null;

  const setStatus = (next: DraftStatus) => {
    if (!dequal(status.get(), next)) status.setState(() => next);
  };
  /** What the server should have. */
  const content = (): Content | null => {
    const { base, values, changes } = store.get();
    return isDropped || changes.size === 0 ? null : { base: base.wire, values: draftValues(base, values) };
  };
  const isStored = (next: Content | null) =>
    next === null
      ? known.length === 0
      : stored !== null && next.base === stored.base && dequal(next.values, stored.values);

  const wait = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), ms);
  };
  const request = () => {
    if (isPaused) return;
    if (status.get().type !== 'failed' && !isStored(content())) setStatus({ type: 'pending' });
    waitingSince ??= Date.now();
    wait(Math.min(PAUSE_MS, Math.max(0, waitingSince + LONGEST_WAIT_MS - Date.now())));
  };

  const keep = async (draft: NewDraft) => {
    const kept = await transport.keep(draft).then(
      () => true as const,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const now = status.get();
    if (now.type === 'failed') setStatus({ ...now, kept });
  };

  const newDraft = (next: Content): NewDraft => {
    writes += 1;
    return { ...next, format: DRAFT_FORMAT, revision: `${writer}-${writes}`, expected: [...known] };
  };

  const write = async (next: Content | null) => {
    if (next === null) {
      transport.forget();
      const revisions = known;
      await transport.remove(revisions);
      if (known === revisions) known = [];
      stored = null;
      return;
    }
    const draft = newDraft(next);
    const { revision } = draft;
    const number = writes;
    known = [...known.slice(0, 1), ...known.slice(1).slice(2 - MAX_REVISIONS), revision];
    const slow = setTimeout(() => void keep(draft), SLOW_MS);
    try {
      await transport.put(draft);
    } catch (error) {
      // Another draft is on the server, and the user will choose.
      if (!(error instanceof Refused && error.status === 409)) void keep(draft);
      throw error;
    } finally {
      clearTimeout(slow);
    }
    // A later write may have been confirmed first.
    const place = known.indexOf(revision);
    if (place !== -1) {
      known = known.slice(place);
      stored = next;
      if (writes === number) transport.forget();
    }
  };

  /** Sends the latest content unless a write is running, which then sends again. `force`: also beside a running write. */
  const send = async ({ force = false } = {}): Promise<void> => {
    clearTimeout(timer);
    if (isPaused || (isRunning && !force)) return;
    waitingSince = null;
    const next = content();
    if (blockedEpoch === sessionEpoch()) {
      if (next !== null && !dequal(next, keptWhileBlocked)) {
        keptWhileBlocked = next;
        void keep(newDraft(next));
      }
      return wait(RETRY_MS[0]);
    }
    if (isStored(next)) {
      if (next === null) transport.forget();
      setStatus(next === null ? { type: 'none' } : { type: 'stored' });
      return;
    }
    if (refused !== null && dequal(next, refused)) return;
    if (status.get().type !== 'failed') setStatus({ type: 'pending' });
    isRunning = true;
    const number = writes + 1;
    try {
      await write(next);
      [failures, refused, blockedEpoch] = [0, null, null];
      setStatus(isStored(next) && next !== null ? { type: 'stored' } : { type: 'none' });
    } catch (error) {
      // A later write decides.
      if (next === null || writes === number) fail(error, next);
    } finally {
      isRunning = false;
    }
    if (failures === 0 && refused === null && !isStored(content())) request();
  };

  const fail = (error: unknown, next: Content | null) => {
    const is = (...statuses: readonly number[]) => error instanceof Refused && statuses.includes(error.status);
    if (is(409)) {
      known = [];
      stored = null;
      // Nothing of this page is lost if the other draft stays.
      if (next === null) return setStatus({ type: 'none' });
      isPaused = true;
      setStatus({ type: 'other' });
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    const before = status.get();
    const kept = before.type === 'failed' ? before.kept : null;
    setStatus({ type: 'failed', why: is(401) ? 'You are signed out.' : message, kept });
    if (is(401)) blockedEpoch = sessionEpoch();
    else if (is(400, 403, 404, 413)) {
      // The same content would be refused again.
      refused = next;
      return;
    }
    wait(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? RETRY_MS[0]);
    failures += 1;
  };

  const retry = () => void send();
  /** The page may end here: neither a timer nor the running write is waited for. */
  const hide = () => {
    if (document.visibilityState !== 'hidden') return;
    pipeline.flush();
    void send({ force: true });
  };

  return {
    get: () => status.get(),
    subscribe: (listener) => status.subscribe(listener),
    start: () => {
      const { unsubscribe } = store.subscribe(request);
      window.addEventListener('online', retry);
      window.addEventListener('pagehide', hide);
      document.addEventListener('visibilitychange', hide);
      request();
      return () => {
        unsubscribe();
        window.removeEventListener('online', retry);
        window.removeEventListener('pagehide', hide);
        document.removeEventListener('visibilitychange', hide);
        void send();
      };
    },
    flush: retry,
    isOwn: (revision) => revision.startsWith(`${writer}-`),
    pause: () => {
      clearTimeout(timer);
      isPaused = true;
      setStatus({ type: 'other' });
    },
    replace: (revision) => {
      known = revision === null ? [] : [revision];
      stored = null;
      isPaused = false;
      setStatus({ type: 'pending' });
      void send();
    },
    drop: () => {
      isDropped = true;
      transport.forget();
      void send();
    },
  };
}
