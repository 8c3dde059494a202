import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { LiveEvent, SavedEvent } from '#contract/live-endpoints.ts';
import { setLiveUpdates } from '../api/live-updates.ts';
import { notifyOfOthers } from '../api/notifications.ts';
import type { LoadedSeries } from '../api/series-queries.ts';
import { useSessionEpoch } from '../api/session-expiry.ts';
import { fieldListText } from '../editor/state/change-labels.ts';
import { savedByText } from '../series/save-text.ts';
import { shareStream, type SharedStream } from './shared-stream.ts';

/** Lists are read again at most this often while others save, ms. */
const LIST_EVERY_MS = 2_000;

/** Connects the tab to the stream of events, and reads again what they change. */
export function LiveStart({ person }: { readonly person: string }) {
  const client = useQueryClient();
  const epoch = useSessionEpoch();
  const stream = useRef<SharedStream | null>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [, shown] = /^\/series\/(\d+)(?:\/|$)/.exec(path) ?? [];
  const id = shown === undefined ? null : Number(shown);

  // An editor reads its series itself.
  const isEditing = useEffectEvent(() => /^\/series\/\d+\/edit/.test(path));
  const onEvent = useEffectEvent((event: LiveEvent) => {
    if (event.type === 'saved' && event.id === id && !event.isOwn) notifyOfOthers(savedText(event));
  });
  useEffect(() => {
    const opened = shareStream(person);
    const refresher = listRefresher(client);
    let connections = 0;
    const unsubscribe = opened.subscribe((event) => {
      if ('revision' in event && !isEditing()) refreshSeries(client, event);
      // The list has been read just before the first connection.
      if (event.type === 'saved' || (event.type === 'resync' && (connections += 1) > 1)) refresher.request();
      onEvent(event);
    });
    stream.current = opened;
    setLiveUpdates(opened);
    return () => {
      setLiveUpdates(null);
      unsubscribe();
      refresher.stop();
      opened.stop();
    };
  }, [client, person, epoch]);
  // After a new sign-in too.
  useEffect(() => stream.current?.show(id), [id, person, epoch]);
  return null;
}

/** `Asha Menon changed Discount and Valid until.` */
function savedText(save: SavedEvent): string {
  return `${savedByText(save)} changed ${save.fields.length > 0 ? fieldListText(save.fields) : 'this series'}.`;
}

/** Reads a shown series again, unless the page has this revision. */
function refreshSeries(client: QueryClient, { id, revision }: { id: number; revision: string | null }): void {
  const queries = client.getQueriesData<LoadedSeries>({ queryKey: ['series', id] });
  if (queries.some(([, data]) => data?.revision === revision)) return;
  void client.invalidateQueries({ queryKey: ['series', id] });
}

function listRefresher(client: QueryClient) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -LIST_EVERY_MS;
  return {
    request: () => {
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          last = performance.now();
          void client.invalidateQueries({ queryKey: ['series-list'] });
        },
        Math.max(0, last + LIST_EVERY_MS - performance.now()),
      );
    },
    stop: () => clearTimeout(timer),
  };
}
