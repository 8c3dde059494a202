import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Draft, NewDraft } from '#contract/draft-endpoints.ts';
import { DRAFT_DAYS } from '#contract/endpoint-constants.ts';
import { DAY } from '#values/durations.ts';
import { isObject } from '#values/json.ts';
import { request } from './request.ts';
import { retry } from './retry-policy.ts';
import { serverNow } from './server-clock.ts';

/** A draft that only this browser has. */
export interface KeptDraft extends Draft {
  /** In the storage of the browser. */
  readonly name: string;
  readonly seriesId: number;
}

const PREFIX = 'coupon-desk.draft.';

/** One entry per page, so that tabs do not overwrite each other. */
const keptName = (person: string, seriesId: number, writer: string) => `${PREFIX}${person}.${seriesId}.${writer}`;

/** The names of the kept edits: of all people, of one, or of one and a series. */
const keptNames = (...of: readonly (string | number)[]): readonly string[] =>
  Object.keys(localStorage).filter((name) => name.startsWith(PREFIX + of.map((part) => `${part}.`).join('')));

/** The key of the signed-in person; null if the browser does not encrypt, because the page came without https. */
export const draftKeyQuery = () =>
  queryOptions({
    queryKey: ['me', 'draft-key'],
    queryFn: async () => {
      if (!window.isSecureContext) return null;
      const { key } = await request('GET /api/me/draft-key', { background: true });
      return crypto.subtle.importKey('raw', fromBase64(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
    },
    staleTime: Infinity,
    gcTime: Infinity,
    retry,
  });

/** The person's drafts in this browser, latest first. Deletes those that are too old or that the key does not open. */
export const keptDraftsQuery = (person: string, seriesId?: number) =>
  queryOptions({
    queryKey: ['me', 'kept-drafts', person, seriesId ?? null],
    queryFn: async ({ client }) => {
      deleteOld();
      const names = seriesId === undefined ? keptNames(person) : keptNames(person, seriesId);
      const key = names.length === 0 ? null : await client.fetchQuery(draftKeyQuery());
      if (key === null) return [];
      const read = await Promise.all(names.map((name) => open(key, name)));
      return read.filter((draft) => draft !== null).toSorted((a, b) => Date.parse(b.savedAt) - Date.parse(a.savedAt));
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });

/** Why an edit is not kept in this browser. */
class NotKept extends Error {}

export interface DraftKeeper {
  /** Replaces what this page keeps. Rejects with `NotKept`. */
  readonly keep: (draft: NewDraft) => Promise<void>;
  readonly forget: () => void;
}

/** Keeps the unsaved edit of one page, encrypted with the person's key. */
export function draftKeeper(client: QueryClient, person: string, seriesId: number): DraftKeeper {
  let name: string | null = null;
  let latest: NewDraft | null = null;
  return {
    keep: async (draft) => {
      latest = draft;
      const key = client.getQueryData(draftKeyQuery().queryKey);
      if (key === null) throw new NotKept('this page was not loaded with https');
      if (key === undefined) throw new NotKept('its key was not loaded in time');
      const text = await seal(key, draft);
      // A later edit was stored meanwhile.
      if (latest !== draft) return;
      name ??= keptName(person, seriesId, draft.revision.split('-')[0] ?? '');
      try {
        localStorage.setItem(name, text);
      } catch {
        throw new NotKept('its storage is full or switched off');
      }
    },
    forget: () => {
      latest = null;
      if (name !== null) deleteKept(name);
    },
  };
}

export function deleteKept(name: string): void {
  localStorage.removeItem(name);
}

function deleteOld(): void {
  for (const name of keptNames()) if (!(partsOf(name).savedAt > serverNow() - DRAFT_DAYS * DAY)) deleteKept(name);
}

/** An entry: when it was stored, epoch ms, the initialisation vector and the encrypted draft. */
function partsOf(name: string) {
  const [at = '', iv = '', data = ''] = (localStorage.getItem(name) ?? '').split('.');
  return { savedAt: Number(at || Number.NaN), iv, data };
}

async function seal(key: CryptoKey, draft: NewDraft): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    key,
    new TextEncoder().encode(JSON.stringify(draft)),
  );
  return [serverNow(), toBase64(iv), toBase64(new Uint8Array(data))].join('.');
}

async function open(key: CryptoKey, name: string): Promise<KeptDraft | null> {
  const { savedAt, iv, data } = partsOf(name);
  try {
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv) }, key, fromBase64(data));
    const draft: unknown = JSON.parse(new TextDecoder().decode(opened));
    if (!isDraft(draft)) throw new TypeError('It is of another version of the app.');
    const seriesId = Number(name.split('.').at(-2));
    return { ...draft, name, seriesId, savedAt: new Date(savedAt).toISOString() };
  } catch {
    // The account has another key now, or the entry was damaged: nothing can open it.
    deleteKept(name);
    return null;
  }
}

const isDraft = (value: unknown): value is NewDraft =>
  isObject(value) && isObject(value['base']) && isObject(value['values']) && typeof value['revision'] === 'string';

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.codePointAt(0) ?? 0);
const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
