import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { EDITABLE_KEYS, type FieldKey, isFieldKey, type Values } from '#catalogue/catalogue.ts';
import { readValue } from '#catalogue/codecs.ts';
import { fieldOf } from '#catalogue/catalogue.ts';
import { emptyValue } from '#catalogue/kinds.ts';
import { wireOf } from '#catalogue/place.ts';
import type { LastSent, Settings } from '#contract/api.ts';
import type { ApiError, ApiWarning } from '#contract/problem.ts';
import { fieldNamed } from '#contract/warnings.ts';
import { decodeSeries } from '#contract/series-wire.ts';
import { merge, type Merge } from '#domain/merge.ts';
import { gatesOf } from '#domain/visibility.ts';
import { NoAnswer, Refused } from '../../api/client.ts';
import type { LoadedSeries } from '../../api/queries.ts';
import { type SaveRequest, useSaveSeries } from '../../api/save.ts';
import { EditorProvider, type FormValues } from '../../form/editor-context.tsx';
import { createEditorStore, type Remark } from '../../form/editor-store.ts';
import { formResolver } from '../../form/resolver.ts';
import { EditorBody } from './editor-body.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { outgoing } from './outgoing.ts';
import type { Decision } from './review-dialog.tsx';
import type { FinishedSave } from './save-result.tsx';
import { changesText, fieldList } from './words.ts';

// Both dialogs are read only once somebody saves: they are not part of opening the editor.
const ReviewDialog = lazy(() => import('./review-dialog.tsx').then((module) => ({ default: module.ReviewDialog })));
const ConflictDialog = lazy(() =>
  import('./conflict-dialog.tsx').then((module) => ({ default: module.ConflictDialog })),
);

type Dialog =
  | { readonly is: 'review'; readonly problem: string | null }
  | { readonly is: 'conflict'; readonly theirs: LoadedSeries; readonly merged: Merge }
  | null;

interface Props {
  readonly loaded: LoadedSeries;
  readonly settings: Settings;
  readonly lastSent: LastSent | null;
}

export function SeriesEditor({ loaded: first, settings, lastSent }: Props) {
  const { clusterTimeZone, currency, timeZone, source } = settings;
  const [loaded, setLoaded] = useState(first);
  const base = loaded.series;
  const id = Number(base.wire['id']);
  const [store] = useState(() => createEditorStore(base, clusterTimeZone, Date.now));
  const [unlocked, setUnlocked] = useState<ReadonlySet<FieldKey>>(new Set());
  const [dialog, setDialog] = useState<Dialog>(null);
  const [finished, setFinished] = useState<FinishedSave | null>(null);
  const problems = useRef<HTMLDivElement>(null);
  const save = useSaveSeries(id, clusterTimeZone);

  const baseRef = useRef(base);
  const resolver = useMemo(() => formResolver(() => baseRef.current, clusterTimeZone), [clusterTimeZone]);
  const form = useForm<FormValues>({
    defaultValues: { ...base.values },
    resolver,
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
  });
  // The form holds the catalogue's values; react-hook-form knows them as unknown.
  const valuesNow = useCallback(() => ({ ...baseRef.current.values, ...form.getValues() }) as Values, [form]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer);
        timer = setTimeout(() => store.analyse(valuesNow()), 40);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [form, store, valuesNow]);

  /** Goes on from a series just loaded, with these values in the form. */
  const rebase = useCallback(
    (next: LoadedSeries, values: Values) => {
      baseRef.current = next.series;
      setLoaded(next);
      form.reset({ ...values });
      store.rebase(next.series, values);
    },
    [form, store],
  );

  const openReview = useCallback(async () => {
    store.analyse(valuesNow());
    if (store.get().changes.size === 0) return;
    await form.handleSubmit(
      () => setDialog({ is: 'review', problem: null }),
      () => {
        store.attempt();
        problems.current?.focus();
        problems.current?.scrollIntoView({ block: 'start' });
      },
    )();
  }, [form, store, valuesNow]);

  const place = (errors: readonly ApiError[], warnings: readonly ApiWarning[]) => {
    const field = (name: string | null) => (name === null ? null : isFieldKey(name) ? name : fieldNamed(name));
    const remarks: Remark[] = [
      ...errors.map((error) => ({ ...error, severity: 'error' as const })),
      ...warnings.map((warning) => ({ ...warning, severity: 'warning' as const })),
    ].map(({ field: name, message, severity }) => {
      const known = field(name);
      return { field: known, severity, message: known || !name ? message : `${name}: ${message}`, from: 'server' };
    });
    store.setServer(remarks);
  };

  const send = (decisions: ReadonlyMap<FieldKey, Decision>) => {
    const values = decided(valuesNow(), decisions, lastSent, clusterTimeZone);
    return fly({ body: outgoing(base, values, clusterTimeZone, source).body, base: loaded }, values);
  };

  const inFlight = useRef(false);
  /** One flight at a time, whichever button or key asked for it. */
  const fly = async (request: SaveRequest, values: Values) => {
    if (inFlight.current) return;
    inFlight.current = true;
    const what = changed(values);
    try {
      const result = await save.mutateAsync(request);
      if (result.outcome === 'saved') {
        rebase(result.loaded, result.loaded.series.values);
        setUnlocked(new Set());
        place([], result.warnings);
      }
      setFinished({ result, at: Date.now(), what });
      setDialog(null);
      window.scrollTo({ top: 0 });
    } catch (error) {
      refuse(error, values);
    } finally {
      inFlight.current = false;
    }
  };

  const refuse = (error: unknown, values: Values) => {
    if (error instanceof Refused && error.conflict) {
      const { series, revision } = error.conflict;
      const theirs = { series: decodeSeries(series, clusterTimeZone), revision };
      setDialog({ is: 'conflict', theirs, merged: merge(base, values, theirs.series) });
      return;
    }
    if (error instanceof Refused && error.status === 400) {
      place(error.errors, []);
      store.attempt();
      setDialog(null);
      requestAnimationFrame(() => problems.current?.focus());
      return;
    }
    const told = error instanceof Refused || error instanceof NoAnswer;
    setDialog({ is: 'review', problem: told ? error.message : `Something went wrong here: ${String(error)}` });
  };

  const resolveConflict = (theirs: LoadedSeries, merged: Merge, takeTheirs: ReadonlySet<FieldKey>) => {
    const chosen = [...takeTheirs].map((field) => [field, theirs.series.values[field]]);
    // Values of the same fields, taken from their series.
    rebase(theirs, { ...merged.values, ...Object.fromEntries(chosen) } as Values);
    setDialog(store.get().changes.size > 0 ? { is: 'review', problem: null } : null);
  };

  const changed = (values: Values) => {
    const { changes } = outgoing(base, values, clusterTimeZone, source);
    const fields = changes.map(({ field }) => field);
    return `${changesText(fields.length)}: ${fieldList(fields)}`;
  };

  const discard = () => {
    form.reset({ ...base.values });
    store.setServer([]);
    store.rebase(base, base.values);
    setUnlocked(new Set());
  };

  const printFor = (values: Values) => ({ currency, zone: timeZone, gates: gatesOf(values, base.wire) });
  return (
    <EditorProvider
      value={{
        form,
        store,
        base,
        settings,
        lastSent,
        unlocked,
        unlock: (field) => setUnlocked(new Set(unlocked).add(field)),
      }}
    >
      <EditorBody
        finished={finished}
        problemsRef={problems}
        busy={save.isPending}
        onReview={() => void openReview()}
        onDiscard={discard}
        onPutBack={(field, value) => form.setValue(field, value)}
        onCheckAgain={(request) => void fly({ ...request, sentAlready: true }, valuesNow())}
      />
      <Suspense>
        {dialog?.is === 'review' && (
          <ReviewDialog
            outgoing={outgoing(base, valuesNow(), clusterTimeZone, source)}
            remarks={store.get().remarks}
            printBefore={printFor(base.values)}
            print={printFor(valuesNow())}
            settings={settings}
            lastSent={lastSent}
            saving={save.isPending}
            problem={dialog.problem}
            onSave={(decisions) => void send(decisions)}
            onClose={() => setDialog(null)}
          />
        )}
        {dialog?.is === 'conflict' && (
          <ConflictDialog
            base={base}
            mine={valuesNow()}
            theirs={dialog.theirs.series}
            merged={dialog.merged}
            print={printFor(valuesNow())}
            onResolve={(takeTheirs) => resolveConflict(dialog.theirs, dialog.merged, takeTheirs)}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
      <LeaveGuard store={store} />
    </EditorProvider>
  );
}

/** The form with what somebody decided to send of fields the API does not return. */
function decided(
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
  // Values of the same kinds as the fields they stand for.
  return { ...values, ...Object.fromEntries(chosen) } as Values;
}
