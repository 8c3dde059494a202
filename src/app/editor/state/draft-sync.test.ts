// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NewDraft } from '#contract/draft-endpoints.ts';
import { series } from '#domain/testing/builders.ts';
import { NoAnswer, Refused } from '../../api/request.ts';
import { useEditing } from './use-editing.ts';
import { createDraftSync } from './draft-sync.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A server with one draft, which refuses as ours does. Its next answers can be delayed, lost or errors. */
function draftServer() {
  const server = {
    draft: null as NewDraft | null,
    puts: [] as NewDraft[],
    /** In the storage of the browser. */
    kept: null as NewDraft | null,
    removals: 0,
    running: 0,
    mostRunning: 0,
    next: [] as ('lost before' | 'lost after' | 'slow' | number)[],
  };
  const answer = async (carryOut: () => void) => {
    server.running += 1;
    server.mostRunning = Math.max(server.running, server.mostRunning);
    const fate = server.next.shift();
    try {
      await new Promise((resolve) => setTimeout(resolve, fate === 'slow' ? 20_000 : 10));
      if (fate === 'lost before') throw new NoAnswer('The server cannot be reached.');
      if (typeof fate === 'number') throw new Refused(fate, { errors: [{ code: fate, message: `Refused ${fate}.` }] });
      carryOut();
      if (fate === 'lost after') throw new NoAnswer('The server cannot be reached.');
    } finally {
      server.running -= 1;
    }
  };
  const check = (expected: readonly string[]) => {
    if (server.draft && !expected.includes(server.draft.revision)) throw new Refused(409, {});
  };
  const transport = {
    put: (draft: NewDraft) => {
      server.puts.push(draft);
      return answer(() => {
        check([...draft.expected, draft.revision]);
        server.draft = draft;
      });
    },
    remove: (revisions: readonly string[]) => {
      server.removals += 1;
      return answer(() => {
        check(revisions);
        server.draft = null;
      });
    },
    keep: async (draft: NewDraft) => {
      server.kept = draft;
    },
    forget: () => {
      server.kept = null;
    },
  };
  return { server, transport };
}

function openEditor({ server, transport } = draftServer()) {
  const { result } = renderHook(() => useEditing({ series: series({ id: 7 }), revision: 'a' }, 'UTC'));
  const { form, store, pipeline } = result.current;
  const sync = createDraftSync(store, pipeline, transport);
  const stop = sync.start();
  const type = (text: string) => act(() => form.setValue('description', text));
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  const typedText = () => pipeline.valuesNow().description;
  return { server, form, store, pipeline, sync, stop, type, pass, typedText };
}

test('the server has the draft within 2 s after the last key, with the changed fields only', async () => {
  const { server, type, pass, sync } = openEditor();
  for (const text of ['D', 'Di', 'Diw']) {
    type(text);
    await pass(100);
  }
  expect(server.puts).toEqual([]);
  await pass(1_900);
  expect(server.puts).toHaveLength(1);
  expect(server.draft).toMatchObject({ base: { id: 7 }, values: { description: 'Diw' }, expected: [] });
  expect(Object.keys(server.draft?.values ?? {})).toEqual(['description']);
  expect(sync.get()).toEqual({ type: 'stored' });
  // Nothing changed, so nothing is sent.
  await pass(60_000);
  expect(server.puts).toHaveLength(1);
});

test('sends nothing in the event of a key, and does not wait for ever while keys follow each other', async () => {
  const { server, type, pass } = openEditor();
  for (let key = 0; key < 30; key += 1) {
    const before = server.puts.length;
    type('x'.repeat(key + 1));
    expect(server.puts).toHaveLength(before);
    // A pause of typing for the store, but not for the draft.
    await pass(300);
  }
  expect(server.puts).toHaveLength(1);
});

test('runs one write at a time; the latest text wins and stays in the form', async () => {
  const { server, type, pass, typedText } = openEditor();
  server.next = ['slow'];
  type('First');
  await pass(2_000);
  type('Second');
  await pass(5_000);
  type('Third');
  await pass(5_000);
  expect(server.puts).toHaveLength(1);
  expect(typedText()).toBe('Third');
  await pass(20_000);
  expect(server.puts.map(({ values }) => values['description'])).toEqual(['First', 'Third']);
  expect(server.mostRunning).toBe(1);
  expect(server.draft?.values).toEqual({ description: 'Third' });
  expect(typedText()).toBe('Third');
});

test.each(['lost before', 'lost after', 503, 429] as const)('%s: says so, and sends again', async (fate) => {
  const { server, type, pass, sync } = openEditor();
  server.next = [fate, fate];
  type('Typed');
  await pass(1_500);
  expect(sync.get()).toMatchObject({ type: 'failed' });
  type('Typed more');
  await pass(30_000);
  expect(sync.get()).toEqual({ type: 'stored' });
  expect(server.draft?.values).toEqual({ description: 'Typed more' });
});

test('a session that ended is not asked again until a new sign-in', async () => {
  const { server, type, pass, sync } = openEditor();
  server.next = [401];
  type('Typed');
  await pass(120_000);
  expect(server.puts).toHaveLength(1);
  expect(sync.get()).toEqual({ type: 'failed', why: 'You are signed out.', kept: true });
  const { reportSignedIn } = await import('../../api/session-expiry.ts');
  act(reportSignedIn);
  await pass(5_000);
  expect(server.draft?.values).toEqual({ description: 'Typed' });
});

test('content that the server refuses is sent again only after a change', async () => {
  const { server, type, pass, sync } = openEditor();
  server.next = [413];
  type('Too large');
  await pass(120_000);
  expect(server.puts).toHaveLength(1);
  expect(sync.get()).toEqual({ type: 'failed', why: 'Refused 413.', kept: true });
  type('Small');
  await pass(2_000);
  expect(sync.get()).toEqual({ type: 'stored' });
});

test('the draft ends when nothing is changed any more: undo, discard, save', async () => {
  const { server, type, pass, sync, store, pipeline } = openEditor();
  type('Typed');
  await pass(2_000);
  type(store.get().base.values.description as string);
  await pass(2_000);
  expect([server.draft, sync.get()]).toEqual([null, { type: 'none' }]);

  type('Saved');
  await pass(2_000);
  const saved = series({ id: 7, description: 'Saved' });
  act(() => pipeline.rebase(saved, saved.values));
  await pass(2_000);
  expect([server.draft, sync.get()]).toEqual([null, { type: 'none' }]);

  type('Next');
  await pass(2_000);
  expect(server.draft).toMatchObject({ base: { description: 'Saved' }, values: { description: 'Next' } });
});

test('sends typed text at once when the page is hidden, also beside a running write', async () => {
  const { server, type, pass } = openEditor();
  server.next = ['slow'];
  type('First');
  await pass(2_000);
  type('Second');
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  vi.restoreAllMocks();
  await pass(100);
  expect(server.draft?.values).toEqual({ description: 'Second' });
  // The first write arrives last. The server refuses it.
  await pass(30_000);
  expect(server.draft?.values).toEqual({ description: 'Second' });
});

test('two tabs: nothing is overwritten until the user decides', async () => {
  const shared = draftServer();
  const here = openEditor(shared);
  const there = openEditor(shared);
  there.type('There');
  await there.pass(2_000);
  here.type('Here');
  await here.pass(60_000);
  expect(here.sync.get()).toEqual({ type: 'other' });
  expect(shared.server.draft?.values).toEqual({ description: 'There' });
  expect(here.typedText()).toBe('Here');
  const { revision = '' } = shared.server.draft ?? {};
  expect([here.sync.isOwn(revision), there.sync.isOwn(revision)]).toEqual([false, true]);

  here.sync.replace(revision);
  await here.pass(100);
  expect(shared.server.draft?.values).toEqual({ description: 'Here' });
  there.type('There again');
  await there.pass(2_000);
  expect(there.sync.get()).toEqual({ type: 'other' });
  expect(shared.server.draft?.values).toEqual({ description: 'Here' });
});

test('a tab whose draft was saved elsewhere stores its own changes again', async () => {
  const { server, type, pass, sync } = openEditor();
  type('Typed');
  await pass(2_000);
  server.draft = null;
  type('Typed more');
  await pass(2_000);
  expect(server).toMatchObject({ draft: { values: { description: 'Typed more' } } });
  expect(sync.get()).toEqual({ type: 'stored' });
});

test('closing the editor stores the rest; leaving without the changes deletes the draft', async () => {
  const closed = openEditor();
  closed.type('Typed');
  await closed.pass(300);
  closed.stop();
  await closed.pass(100);
  expect(closed.server.draft?.values).toEqual({ description: 'Typed' });

  const left = openEditor();
  left.server.next = ['slow'];
  left.type('Typed');
  await left.pass(2_000);
  left.sync.drop();
  left.stop();
  await left.pass(60_000);
  expect(left.server.draft).toBeNull();
  expect(left.server.mostRunning).toBe(1);
});

test('without an answer this browser keeps the latest edit, until the server has it or it is not wanted', async () => {
  const { server, type, pass, sync } = openEditor();
  // The slow one may never arrive; the next one fails at once.
  server.next = ['slow', 'lost before', 'lost before', 401];
  type('Slow');
  await pass(3_500);
  expect(server.kept?.values).toEqual({ description: 'Slow' });
  await pass(20_000);
  expect(server.kept).toBeNull();
  type('Lost');
  await pass(3_000);
  expect(server.kept?.values).toEqual({ description: 'Lost' });
  expect(sync.get()).toMatchObject({ type: 'failed', kept: true });
  // Signed out: nothing is sent, and each later edit is kept.
  await pass(6_000);
  expect(sync.get()).toMatchObject({ why: 'You are signed out.' });
  const sent = server.puts.length;
  type('Typed while signed out');
  await pass(3_000);
  expect(server.puts).toHaveLength(sent);
  expect(server.kept?.values).toEqual({ description: 'Typed while signed out' });
  sync.drop();
  await pass(100);
  expect(server.kept).toBeNull();
});
