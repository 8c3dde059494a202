import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { LiveEvent } from '#contract/live-endpoints.ts';
import type { Save } from '#contract/series-endpoints.ts';
import { mergeLive } from '#domain/change/merge-live.ts';
import type { LiveUpdates } from '../../api/live-updates.ts';
import { notifyOfOthers } from '../../api/notifications.ts';
import { fetchSeries, type LoadedSeries, seriesQuery } from '../../api/series-queries.ts';
import { savedByText } from '../../series/save-text.ts';
import type { useSaving } from '../save/use-saving.ts';
import { fieldListText } from '../state/change-labels.ts';
import { focusedField } from '../state/focus-field.ts';
import type { Editing } from '../state/use-editing.ts';
import { useEditor } from '../state/editor-context.tsx';
import { useEditorState } from '../state/editor-store.ts';
import { chooseOffer, takeDeferred } from './choose-offer.ts';
import { FieldOffer } from './field-offer.tsx';
import { mergeIn } from './merge-in.ts';

interface Props {
  readonly live: LiveUpdates;
  readonly editing: Editing;
  readonly saving: Pick<ReturnType<typeof useSaving>, 'dialog' | 'busy'>;
}

/** What waits to be merged. */
interface Pending {
  /** The saves of others that events named, the last one at the end. */
  readonly saves: readonly Save[];
  /** No event has named the save: the user does not know of it yet. */
  readonly isNews: boolean;
}

/** Fields whose stored value another save has changed, while the form keeps its own until the user chooses. */
interface Offers {
  /** The revision of the series that the form is compared with. After an own save there are no offers. */
  readonly revision: string;
  readonly saves: ReadonlyMap<FieldKey, Save>;
}

/** Where a row shows its messages. */
const placeIn = (field: FieldKey) => {
  const row = document.querySelector(`[data-field="${field}"]`);
  return row?.querySelector(':scope > .stack') ?? row;
};

/**
 * Merges what is saved elsewhere into the open form. Nothing is merged under a dialog or a running save: after a save the
 * ordinary conflict handles it.
 */
export function EditorLive({ live, editing, saving }: Props) {
  const { clusterTimeZone: clusterZone } = useEditor().settings;
  const client = useQueryClient();
  const pending = useRef<Pending | null>(null);
  const isReading = useRef(false);
  const latest = useRef({ editing, saving });
  useEffect(() => {
    latest.current = { editing, saving };
  });
  const id = Number(editing.loaded.series.wire['id']);
  const [offers, setOffers] = useState<Offers>({ revision: '', saves: new Map() });
  // Gates show and hide rows.
  useEditorState(editing.store, ({ gates }) => gates);

  useEffect(() => {
    const isBlocked = () => {
      const { dialog, busy } = latest.current.saving;
      return dialog !== null || busy || document.querySelector('[role=dialog]') !== null;
    };
    const merge = (next: LoadedSeries, { saves, isNews }: Pending) => {
      const { store, pipeline } = latest.current.editing;
      const { base } = store.get();
      const { revision } = latest.current.editing.loaded;
      const mine = pipeline.valuesNow();
      const merged = mergeLive(base, mine, next.series, focusedField());
      const { taken, offered, deferred } = merged;
      mergeIn(latest.current.editing, next, merged);
      const last = saves.at(-1);
      const added = last ? [...offered, ...deferred].map((field) => [field, last] as const) : [];
      setOffers((before) => ({
        revision: next.revision,
        saves: new Map([...(before.revision === revision ? before.saves : []), ...added]),
      }));
      const changed = [...taken, ...offered, ...deferred];
      if (isNews && last && !last.isOwn && changed.length > 0)
        notifyOfOthers(`${savedByText(last)} changed ${fieldListText(changed)}.`);
    };
    const attempt = async () => {
      const now = pending.current;
      if (now === null || isReading.current || isBlocked()) return;
      pending.current = null;
      isReading.current = true;
      const { loaded } = latest.current.editing;
      try {
        const next = await fetchSeries(id, clusterZone);
        // A save or a dialog came between: read again after it.
        if (isBlocked() || latest.current.editing.loaded !== loaded) pending.current ??= now;
        else if (next.revision !== loaded.revision) {
          client.setQueryData(seriesQuery(id, clusterZone).queryKey, next);
          merge(next, now);
        }
      } catch {
        // The next event or the next change of the focus tries again.
        pending.current ??= now;
      } finally {
        isReading.current = false;
      }
    };
    const receive = (event: LiveEvent) => {
      if ((event.type !== 'saved' && event.type !== 'current') || event.id !== id) return;
      const save = event.type === 'saved' ? event : event.last;
      const { saves = [], isNews = true } = pending.current ?? {};
      // Our own save, also if its answer is not here yet.
      if (event.revision !== latest.current.editing.loaded.revision)
        pending.current = {
          saves: save ? [...saves, save] : saves,
          isNews: isNews && event.type === 'current',
        };
      void attempt();
    };
    const onFocus = () => {
      // The focus is between two elements now.
      setTimeout(() => {
        takeDeferred(latest.current.editing, focusedField());
        void attempt();
      });
    };
    const unsubscribe = live.subscribe(receive);
    // It came while this code was loading.
    const known = live.states.get(id);
    if (known) receive(known);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onFocus);
    return () => {
      unsubscribe();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onFocus);
    };
  }, [live, client, id, clusterZone]);
  if (offers.revision !== editing.loaded.revision) return null;
  const offered = new Set(offers.saves.keys());
  const choose = (fields: readonly FieldKey[], takesTheirs: boolean) => {
    chooseOffer(editing, fields, takesTheirs);
    setOffers({ ...offers, saves: new Map([...offers.saves].filter(([field]) => !fields.includes(field))) });
  };
  // From outside of the rows, whose code is part of the byte budget.
  return [...offers.saves].map(([field, save]) => {
    const place = placeIn(field);
    return (
      place && createPortal(<FieldOffer name={field} save={save} offered={offered} onChoose={choose} />, place, field)
    );
  });
}
