import { type Ref, startTransition, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isFieldKey, type Section, sections } from '#catalogue/catalogue.ts';
import { useEditor } from './state/editor-context.tsx';
import { SeriesDraft } from './series-draft.tsx';
import { EditorSection } from './fields/editor-section.tsx';
import { useEditorState } from './state/editor-store.ts';
import { focusField } from './state/focus-field.ts';
import css from './editor.module.css';
import { SaveBar } from './save/save-bar.tsx';
import { SectionNav } from './section-nav.tsx';
import { SideColumn } from './side-column.tsx';
import type { Editing } from './state/use-editing.ts';
import type { useSaving } from './save/use-saving.ts';
import { useSectionKeys } from './use-section-keys.ts';
import { useCurrentSection } from '../series/use-current-section.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { useLiveUpdates } from '../api/live-updates.ts';
import { useHotkey } from '../ui/hotkeys.ts';
import { goTo, useScrollToHash } from '../ui/use-scroll-to-hash.ts';
import { DraftStatus, EditorLive, EditorTools, IssueList, SaveResultNotice, StepButtons } from './parts.ts';

interface Props {
  readonly editing: Editing;
  readonly saving: ReturnType<typeof useSaving>;
  readonly issuesRef: Ref<HTMLDivElement>;
  readonly resultRef: Ref<HTMLDivElement>;
  readonly onDiscard: () => void;
}

export function EditorBody({ editing, saving, issuesRef, resultRef, onDiscard }: Props) {
  const { form, store, settings } = useEditor();
  const { finished, busy, review } = saving;
  const { undoing } = editing;
  const { currency, timeZone } = settings;
  const discountType = useEditorState(store, (state) => state.gates.discountType);
  const expiryStrategyType = useEditorState(store, (state) => state.gates.expiryStrategyType);
  const print = useMemo(
    () => ({ currency, zone: timeZone, gates: { discountType, expiryStrategyType } }),
    [currency, timeZone, discountType, expiryStrategyType],
  );
  const live = useLiveUpdates();
  const rendered = useRenderedSections();
  const current = useCurrentSection(rendered);
  useScrollToHash(goToPart);
  useHotkey('save', review);
  // Undo loads after the page. Until then its key is counted, and acts when undo is there.
  const earlyUndos = useRef<number | null>(0);
  useHotkey('undo', () => earlyUndos.current !== null && (earlyUndos.current += 1) > 0);
  const takeEarlyUndos = useCallback(() => {
    const count = earlyUndos.current ?? 0;
    earlyUndos.current = null;
    return count;
  }, []);
  useSectionKeys(current);
  return (
    <div className={css.editor}>
      <ErrorBoundary>
        <SectionNav store={store} current={current} />
      </ErrorBoundary>
      <div className={css.main}>
        <SeriesDraft editing={editing} />
        <div ref={resultRef} role="status" tabIndex={-1}>
          {finished && (
            <Suspense>
              <SaveResultNotice
                save={finished}
                print={print}
                settings={settings}
                onPutBack={(field, value) => form.setValue(field, value)}
                onCheckAgain={saving.checkAgain}
                history={undoing?.history}
                busy={busy}
              />
            </Suspense>
          )}
        </div>
        <div ref={issuesRef} tabIndex={-1}>
          <Suspense>
            <IssueList store={store} />
          </Suspense>
        </div>
        {sections.slice(0, rendered).map((section) => (
          <ErrorBoundary key={section.id} what={section.label}>
            <EditorSection section={section} print={print} />
          </ErrorBoundary>
        ))}
        {rendered < sections.length && <div style={{ height: estimateHeight(sections.slice(rendered)) }} />}
      </div>
      <ErrorBoundary>
        <SideColumn />
      </ErrorBoundary>
      <SaveBar
        store={store}
        busy={busy}
        draft={
          editing.drafts && (
            <Suspense>
              <DraftStatus drafts={editing.drafts} />
            </Suspense>
          )
        }
        steps={
          undoing && (
            <Suspense>
              <StepButtons history={undoing.history} busy={busy} />
            </Suspense>
          )
        }
        onDiscard={onDiscard}
        onReview={review}
      />
      {undoing && (
        <ErrorBoundary>
          <Suspense>
            <EditorTools
              editing={editing}
              undoing={undoing}
              takeEarlyUndos={takeEarlyUndos}
              onReview={review}
              onDiscard={onDiscard}
            />
          </Suspense>
          {live && (
            <Suspense>
              <EditorLive live={live} editing={editing} saving={saving} />
            </Suspense>
          )}
        </ErrorBoundary>
      )}
    </div>
  );
}

/** Goes to a field, also one in a fold or behind a condition, or to a section. */
function goToPart(id: string): void {
  const [, field = ''] = /^field-(.+)/.exec(id) ?? [];
  if (isFieldKey(field)) focusField(field);
  else goTo(id);
}

/** Enough sections to fill a window. */
const FIRST_SECTIONS = 2;
const ROW_HEIGHT = 76;

const estimateHeight = (rest: readonly Section[]) => rest.reduce((sum, { keys }) => sum + keys.length * ROW_HEIGHT, 0);

/**
 * Number of rendered sections. The first ones render at once, the others in a transition, so that the page responds
 * early.
 */
function useRenderedSections(): number {
  // The URL hash may point to any section.
  const [rendered, setRendered] = useState(() => (window.location.hash === '' ? FIRST_SECTIONS : sections.length));
  useEffect(() => startTransition(() => setRendered(sections.length)), []);
  return rendered;
}
