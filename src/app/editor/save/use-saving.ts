import { useQueryClient } from '@tanstack/react-query';
import { dequal } from 'dequal/lite';
import { useEffect, useRef, useState } from 'react';
import { type FieldKey, fieldOf, isFieldKey, type Values } from '#catalogue/catalogue.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import type { ApiError, ApiWarning } from '#contract/api-error.ts';
import type { LastSent, Save } from '#contract/series-endpoints.ts';
import { readWarnings } from '#contract/warnings.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { fieldNamed } from '#contract/error-fields.ts';
import { type Change, diff } from '#domain/change/diff.ts';
import { merge, type Merge } from '#domain/change/merge.ts';
import { settle } from '#domain/change/settle.ts';
import { NoAnswer, Refused } from '../../api/request.ts';
import type { LoadedSeries } from '../../api/series-queries.ts';
import { type SaveRequest, type SaveResult, useSaveSeries } from '../../api/save-series.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { sessionEpoch, useSessionEpoch } from '../../api/session-expiry.ts';
import type { FieldIssue } from '../state/editor-store.ts';
import { type PreparedUpdate, prepareUpdate } from './prepare-update.ts';
import type { ReviewInput } from './review-dialog.tsx';
import { restoredQuery } from '../state/left-edit.ts';
import { focusedField } from '../state/focus-field.ts';
import type { Editing } from '../state/use-editing.ts';

export type SaveDialog =
  /** A locked field has a change that came from a version, a draft or a link. The review follows. */
  | { readonly type: 'unlock'; readonly field: FieldKey }
  | {
      readonly type: 'review';
      readonly values: Values;
      readonly update: PreparedUpdate;
      /** Why the save before failed. */
      readonly problem: Error | null;
      readonly input: ReviewInput;
      /** The session epoch in which the save got a 401. A new sign-in changes the epoch and hides the problem. */
      readonly expiredAt?: number | undefined;
    }
  | {
      readonly type: 'conflict';
      readonly values: Values;
      readonly theirs: LoadedSeries;
      readonly merged: Merge;
      /** The saves since this page read the series; null if it was also changed in another way. */
      readonly saves: readonly Save[] | null;
    };

export interface FinishedSave {
  readonly result: SaveResult;
  /** The changes that were sent. */
  readonly changes: readonly Change[];
  /** The form values at the time of the request. */
  readonly submitted: Values;
  readonly origin: FieldKey | null;
}

const EMPTY_INPUT: ReviewInput = { reason: '', decisions: new Map() };

interface Options {
  readonly editing: Editing;
  readonly settings: Settings;
  readonly lastSent: LastSent | null;
  /** Moves the focus to the list of errors. */
  readonly onProblems: () => void;
  readonly onFinished: () => void;
}

/** The save workflow: open dialog, running request, result. At most one request runs at a time. */
export function useSaving({ editing, settings, lastSent, onProblems, onFinished }: Options) {
  const { form, store, pipeline, loaded, rebase } = editing;
  const { clusterTimeZone, source } = settings;
  const [dialog, setDialog] = useState<SaveDialog | null>(null);
  const [finished, setFinished] = useState<FinishedSave | null>(null);
  const id = Number(loaded.series.wire['id']);
  const save = useSaveSeries(id, settings);
  const client = useQueryClient();
  const restored = () => client.getQueryData(restoredQuery(id).queryKey) ?? null;
  const reviewInput = useRef(EMPTY_INPUT);
  /** The field that had the focus when the review was opened. */
  const origin = useRef<FieldKey | null>(null);
  const { run, isRunning } = useSingleFlight();
  const hasSaved = useRef(false);
  // The API answers its warnings only once, so the journal has those of a save before this page was opened.
  useEffect(() => {
    if (!lastSent || hasSaved.current) return;
    const { values } = decodeSeries(lastSent.after ?? lastSent.body, clusterTimeZone);
    store.setWarnings(readWarnings(lastSent.warnings).map(warningIssue), values);
  }, [lastSent, store, clusterTimeZone]);

  const openReview = (problem: Error | null = null, expiredAt?: number) => {
    pipeline.flush();
    const { base, values, settled, changes } = store.get();
    const update = prepareUpdate(
      { base, values, settled, changes: changes.values() },
      clusterTimeZone,
      source,
      restored()?.version ?? null,
    );
    setDialog({ type: 'review', values, update, problem, expiredAt, input: reviewInput.current });
  };

  /** Opens the review, after the question about each locked field that changed without being unlocked. */
  const unlockOrReview = () => {
    const { changes, unlocked } = store.get();
    const locked = [...changes.keys()].find((key) => fieldOf(key).access === 'locked' && !unlocked.has(key));
    if (locked) setDialog({ type: 'unlock', field: locked });
    else openReview();
  };

  const review = () => {
    if (isRunning()) return;
    origin.current = focusedField();
    pipeline.flush();
    if (store.get().changes.size === 0) return;
    void form.handleSubmit(
      () => unlockOrReview(),
      () => {
        store.attempt();
        onProblems();
      },
    )();
  };

  /** Rebases the form onto the saved series and keeps edits made since the request started. */
  const applySaved = (saved: LoadedSeries, submitted: Values) => {
    const current = pipeline.valuesNow();
    const { values } = saved.series;
    rebase(saved, dequal(current, submitted) ? values : merge(store.get().base, current, saved.series).values);
  };

  /** Sends one request. `submitted` are the form values at that time. */
  const submit = async (build: () => { request: SaveRequest; changes: readonly Change[] }, submitted: Values) => {
    try {
      const { request, changes } = build();
      const result = await save.mutateAsync(request);
      if (result.outcome === 'saved') {
        applySaved(result.loaded, submitted);
        hasSaved.current = true;
        store.setErrors([], submitted);
        store.setWarnings(result.warnings.map(warningIssue), result.loaded.series.values);
        reviewInput.current = EMPTY_INPUT;
        client.setQueryData(restoredQuery(id).queryKey, null);
      }
      setFinished({ result, changes, submitted, origin: origin.current });
      setDialog(null);
      onFinished();
    } catch (error) {
      handleFailure(error, submitted);
    }
  };

  const handleFailure = (error: unknown, submitted: Values) => {
    if (error instanceof Refused && error.conflict) {
      const { series, revision, saves } = error.conflict;
      const theirs = { series: decodeSeries(series, clusterTimeZone), revision };
      const values = pipeline.valuesNow();
      setDialog({ type: 'conflict', values, theirs, merged: merge(store.get().base, values, theirs.series), saves });
    } else if (error instanceof Refused && error.status === 400) {
      store.setErrors(error.errors.map(errorIssue), submitted);
      store.attempt();
      setDialog(null);
      onProblems();
    } else {
      const hasMessage = error instanceof Refused || error instanceof NoAnswer;
      openReview(
        hasMessage ? error : new Error(`Something went wrong in this page: ${String(error)}`),
        error instanceof Refused && error.status === 401 ? sessionEpoch() : undefined,
      );
    }
  };

  const epoch = useSessionEpoch();
  const isSignedInAgain = dialog?.type === 'review' && dialog.expiredAt !== undefined && dialog.expiredAt !== epoch;
  return {
    dialog: isSignedInAgain ? { ...dialog, problem: null } : dialog,
    finished,
    busy: save.isPending,
    onReviewInput: (next: ReviewInput) => {
      reviewInput.current = next;
    },
    review,
    // Not `busy`, which comes with a later render: Escape may follow the click on Save at once.
    close: () => {
      if (!isRunning()) setDialog(null);
    },
    /** Sends what was reviewed, even if the form has changed since. `values`: with the decisions of the review. */
    send: (reviewed: Values, values: Values, reason: string) => {
      const build = () => {
        // The decisions can imply changes of other fields.
        const { base } = store.get();
        const settled = settle(base, values);
        const changes = diff(base, settled);
        const from = restored();
        const version = from?.version ?? null;
        const { body } = prepareUpdate({ base, values, settled, changes }, clusterTimeZone, source, version);
        const isBack = changes.some(({ field, to }) => dequal(to, version?.values[field]));
        return { request: { body, base: loaded, reason, restored: isBack ? from?.reference : undefined }, changes };
      };
      void run(() => submit(build, reviewed));
    },
    checkAgain: (request: SaveRequest) => {
      if (!finished) return;
      const { changes, submitted } = finished;
      void run(() => submit(() => ({ request: { ...request, sentAlready: true }, changes }), submitted));
    },
    unlock: (field: FieldKey) => {
      store.unlock(field);
      unlockOrReview();
    },
    resolveConflict: (theirs: LoadedSeries, takeTheirs: ReadonlySet<FieldKey>) => {
      // Merged again, because the form may have changed since the dialog opened.
      const { values } = merge(store.get().base, pipeline.valuesNow(), theirs.series);
      const chosen = [...takeTheirs].map((field) => [field, theirs.series.values[field]]);
      rebase(theirs, { ...values, ...Object.fromEntries(chosen) });
      if (store.get().changes.size > 0) unlockOrReview();
      else setDialog(null);
    },
    forget: () => setFinished(null),
  };
}

/** Assigns an error to its field. The text keeps a field name that is unknown here. */
function errorIssue({ code, message, field: name }: ApiError): FieldIssue {
  const field = name === null ? null : isFieldKey(name) ? name : fieldNamed(name);
  return { field, severity: 'error', message: field || !name ? message : `${name}: ${message}`, code, from: 'server' };
}

const warningIssue = (warning: ApiWarning): FieldIssue => ({ ...warning, severity: 'warning', from: 'server' });
