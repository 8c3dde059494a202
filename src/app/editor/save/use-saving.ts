import { dequal } from 'dequal/lite';
import { useRef, useState } from 'react';
import { EDITABLE_KEYS, type FieldKey, fieldOf, isFieldKey, type Values } from '#catalogue/catalogue.ts';
import { readValue } from '#catalogue/codecs.ts';
import { emptyValue } from '#catalogue/model/kinds.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import type { LastSent, Settings } from '#contract/series-endpoints.ts';
import type { ApiError, ApiWarning } from '#contract/api-error.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { fieldNamed } from '#contract/warnings.ts';
import { merge, type Merge } from '#domain/change/merge.ts';
import { NoAnswer, Refused } from '../../api/request.ts';
import type { LoadedSeries } from '../../api/series-queries.ts';
import { type SaveRequest, type SaveResult, useSaveSeries } from '../../api/save-series.ts';
import { sessionEpoch, useSessionEpoch } from '../../api/session-expiry.ts';
import type { FieldIssue } from '../state/editor-store.ts';
import { type PreparedUpdate, prepareUpdate } from './prepare-update.ts';
import type { Decision } from './review-dialog.tsx';
import type { Editing } from '../state/use-editing.ts';
import { changesText, fieldListText } from '../state/change-labels.ts';

export type SaveDialog =
  | {
      readonly type: 'review';
      readonly values: Values;
      readonly outgoing: PreparedUpdate;
      readonly problem: string | null;
      /** How often somebody had signed in when it was said that nobody is. */
      readonly signedOutAfter?: number | undefined;
    }
  | { readonly type: 'conflict'; readonly values: Values; readonly theirs: LoadedSeries; readonly merged: Merge };

export interface FinishedSave {
  readonly result: SaveResult;
  readonly what: string;
  /** What the form held when it was asked for. */
  readonly submitted: Values;
}

interface Options {
  readonly editing: Editing;
  readonly settings: Settings;
  readonly lastSent: LastSent | null;
  /** Errors are to be seen: they are listed on top. */
  readonly onProblems: () => void;
  readonly onFinished: () => void;
}

/** From the review to the proof: which dialog is open, the one flight, and what came of it. */
export function useSaving({ editing, settings, lastSent, onProblems, onFinished }: Options) {
  const { form, store, loaded, valuesNow, rebase } = editing;
  const { clusterTimeZone, source } = settings;
  const [dialog, setDialog] = useState<SaveDialog | null>(null);
  const [finished, setFinished] = useState<FinishedSave | null>(null);
  const save = useSaveSeries(Number(loaded.series.wire['id']), clusterTimeZone);
  const inFlight = useRef(false);

  const of = (values: Values) => prepareUpdate(store.get().base, values, clusterTimeZone, source);
  const openReview = (problem: string | null = null, signedOutAfter?: number) => {
    const values = valuesNow();
    setDialog({ type: 'review', values, outgoing: of(values), problem, signedOutAfter });
  };

  const review = () => {
    store.analyse(valuesNow());
    if (store.get().changes.size === 0) return;
    void form.handleSubmit(
      () => openReview(),
      () => {
        store.attempt();
        onProblems();
      },
    )();
  };

  /** The form after a save: what is stored now, and on top of it whatever was typed since it was asked for. */
  const applySaved = (saved: LoadedSeries, held: Values) => {
    const now = valuesNow();
    const { values } = saved.series;
    rebase(saved, dequal(now, held) ? values : merge(store.get().base, now, saved.series).values);
  };

  /** One flight at a time, whichever button or key asked for it. `held` is what the form held then. */
  const submit = async (prepare: () => { request: SaveRequest; what: string }, held: Values) => {
    if (inFlight.current) return;
    inFlight.current = true;
    try {
      const { request, what } = prepare();
      const result = await save.mutateAsync(request);
      if (result.outcome === 'saved') {
        applySaved(result.loaded, held);
        store.setServer(serverIssues([], result.warnings));
      }
      setFinished({ result, what, submitted: held });
      setDialog(null);
      onFinished();
    } catch (error) {
      refuse(error, held);
    } finally {
      inFlight.current = false;
    }
  };

  const refuse = (error: unknown, values: Values) => {
    if (error instanceof Refused && error.conflict) {
      const { series, revision } = error.conflict;
      const theirs = { series: decodeSeries(series, clusterTimeZone), revision };
      setDialog({ type: 'conflict', values, theirs, merged: merge(store.get().base, values, theirs.series) });
    } else if (error instanceof Refused && error.status === 400) {
      store.setServer(serverIssues(error.errors, []));
      store.attempt();
      setDialog(null);
      onProblems();
    } else {
      const told = error instanceof Refused || error instanceof NoAnswer;
      openReview(
        told ? error.message : `Something went wrong in this page: ${String(error)}`,
        error instanceof Refused && error.status === 401 ? sessionEpoch() : undefined,
      );
    }
  };

  const times = useSessionEpoch();
  const isInAgain = dialog?.type === 'review' && dialog.signedOutAfter !== undefined && dialog.signedOutAfter !== times;
  return {
    dialog: isInAgain ? { ...dialog, problem: null } : dialog,
    finished,
    busy: save.isPending,
    review,
    close: () => setDialog(null),
    send: (decisions: ReadonlyMap<FieldKey, Decision>) => {
      // What was reviewed, whatever the form holds by now.
      const reviewed = dialog?.type === 'review' ? dialog.values : valuesNow();
      const prepare = () => {
        const sent = of(applyDecisions(reviewed, decisions, lastSent, clusterTimeZone));
        return { request: { body: sent.body, base: loaded }, what: summary(sent) };
      };
      void submit(prepare, reviewed);
    },
    checkAgain: (request: SaveRequest) => {
      if (!finished) return;
      const { what, submitted: held } = finished;
      void submit(() => ({ request: { ...request, sentAlready: true }, what }), held);
    },
    resolveConflict: (theirs: LoadedSeries, merged: Merge, takeTheirs: ReadonlySet<FieldKey>) => {
      const chosen = [...takeTheirs].map((field) => [field, theirs.series.values[field]]);
      rebase(theirs, { ...merged.values, ...Object.fromEntries(chosen) });
      if (store.get().changes.size > 0) openReview();
      else setDialog(null);
    },
    forget: () => setFinished(null),
  };
}

function summary({ changes }: PreparedUpdate): string {
  const fields = changes.map(({ field }) => field);
  return `${changesText(fields.length)}: ${fieldListText(fields)}`;
}

/** What the server said, at the fields it names; a name we do not know stays in the text. */
function serverIssues(errors: readonly ApiError[], warnings: readonly ApiWarning[]): readonly FieldIssue[] {
  return [
    ...errors.map((error) => ({ ...error, severity: 'error' as const })),
    ...warnings.map((warning) => ({ ...warning, severity: 'warning' as const })),
  ].map(({ field: name, message, severity }) => {
    const field = name === null ? null : isFieldKey(name) ? name : fieldNamed(name);
    return { field, severity, message: field || !name ? message : `${name}: ${message}`, from: 'server' };
  });
}

/** The form with what somebody decided to send of fields the API does not return. */
function applyDecisions(
  values: Values,
  decisions: ReadonlyMap<FieldKey, Decision>,
  lastSent: LastSent | null,
  zone: string,
): Values {
  const chosen = EDITABLE_KEYS.flatMap((field) => {
    const { kind } = fieldOf(field);
    const decision = decisions.get(field);
    if (decision === 'empty') return [[field, emptyValue(kind)] as const];
    if (decision !== 'lastSent' || !lastSent) return [];
    const read = readValue(kind, wireOf(lastSent.body, field), zone);
    return 'value' in read ? [[field, read.value] as const] : [];
  });
  return { ...values, ...Object.fromEntries(chosen) };
}
