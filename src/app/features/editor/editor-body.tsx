import { type Ref, startTransition, Suspense, useEffect, useMemo, useState } from 'react';
import { type Section, sections } from '#catalogue/catalogue.ts';
import { useBase, useEditor } from '../../form/editor-context.tsx';
import { EditorSection, sectionState } from '../../form/section.tsx';
import { useGates } from '../../form/use-gates.ts';
import css from './editor.module.css';
import { SaveBar } from './save-bar.tsx';
import { SectionNav } from './section-nav.tsx';
import { SideColumn } from './side-column.tsx';
import type { Editing } from './use-editing.ts';
import type { useSaving } from './use-saving.ts';
import { useSectionKeys } from './use-section-keys.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';

// Fetched with the first change, as the review is.
const SaveResultNotice = lazyPart(
  () => import('./save-result.tsx'),
  (module) => module.SaveResultNotice,
);
// Problems, undo and the palette's part are fetched right after the page.
const ProblemList = lazyPart(
  () => import('./problem-list.tsx'),
  (module) => module.ProblemList,
);
const EditorTools = lazyPart(
  () => import('./editor-tools.tsx'),
  (module) => module.EditorTools,
  { quiet: true },
);
const UndoSave = lazyPart(
  () => import('./undone-bar.tsx'),
  (module) => module.UndoSave,
  { quiet: true },
);
const StepButtons = lazyPart(
  () => import('./undone-bar.tsx'),
  (module) => module.StepButtons,
  { quiet: true },
);

interface Props {
  readonly editing: Editing;
  readonly saving: ReturnType<typeof useSaving>;
  readonly problemsRef: Ref<HTMLDivElement>;
  readonly onDiscard: () => void;
}

export function EditorBody({ editing, saving, problemsRef, onDiscard }: Props) {
  const { form, store, settings } = useEditor();
  const { finished, busy, review } = saving;
  const { undoing } = editing;
  const gates = useGates();
  const base = useBase();
  const { currency, timeZone } = settings;
  const { discountType, expiryStrategyType } = gates;
  const print = useMemo(
    () => ({ currency, zone: timeZone, gates: { discountType, expiryStrategyType } }),
    [currency, timeZone, discountType, expiryStrategyType],
  );
  const drawn = useDrawnSections();
  const current = useCurrentSection(drawn);
  useSaveKey(review);
  useSectionKeys(current);
  return (
    <div className={css.editor}>
      <ErrorBoundary>
        <SectionNav store={store} current={current} />
      </ErrorBoundary>
      <div className={css.main}>
        <div role="status" className={css.top}>
          {finished && (
            <Suspense>
              <SaveResultNotice
                save={finished}
                print={print}
                settings={settings}
                onPutBack={(field, value) => form.setValue(field, value)}
                onCheckAgain={saving.checkAgain}
                undo={
                  undoing && (
                    <Suspense>
                      <UndoSave history={undoing.history} busy={busy} />
                    </Suspense>
                  )
                }
              />
            </Suspense>
          )}
        </div>
        <div ref={problemsRef} tabIndex={-1} style={{ outline: 0 }}>
          <Suspense>
            <ProblemList store={store} gates={gates} />
          </Suspense>
        </div>
        {sections.slice(0, drawn).map((section) => (
          <ErrorBoundary key={section.id} what={section.label}>
            <EditorSection {...sectionState(section, base, gates)} print={print} />
          </ErrorBoundary>
        ))}
        {drawn < sections.length && <div style={{ height: heightOf(sections.slice(drawn)) }} />}
      </div>
      <ErrorBoundary>
        <SideColumn />
      </ErrorBoundary>
      <SaveBar
        store={store}
        busy={busy}
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
            <EditorTools editing={editing} undoing={undoing} onReview={review} onDiscard={onDiscard} />
          </Suspense>
        </ErrorBoundary>
      )}
    </div>
  );
}

/** Enough to fill a window. */
const FIRST_SECTIONS = 2;
const ROW_HEIGHT = 76;

const heightOf = (rest: readonly Section[]) => rest.reduce((sum, { keys }) => sum + keys.length * ROW_HEIGHT, 0);

/** How many sections are drawn: the first ones at once, the others while those can already be used. */
function useDrawnSections(): number {
  // An address that names a section wants it there.
  const [drawn, setDrawn] = useState(() => (window.location.hash === '' ? FIRST_SECTIONS : sections.length));
  useEffect(() => startTransition(() => setDrawn(sections.length)), []);
  return drawn;
}

/** ⌘S or Ctrl+S, wherever the focus is, unless a dialog is open, which has a key of its own. */
function useSaveKey(onSave: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      const dialog = document.querySelector<HTMLElement>('[role=dialog] form');
      if (dialog instanceof HTMLFormElement) dialog.requestSubmit();
      else onSave();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onSave]);
}

/** The section whose heading was last scrolled past. */
function useCurrentSection(drawn: number): string {
  const [current, setCurrent] = useState(sections[0]?.id ?? '');
  useEffect(() => {
    const seen = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target.id);
          else seen.delete(target.id);
        }
        const first = sections.find(({ id }) => seen.has(id));
        if (first) setCurrent(first.id);
      },
      { rootMargin: '-80px 0px -55% 0px' },
    );
    for (const { id } of sections) {
      const element = document.getElementById(id);
      if (element) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [drawn]);
  return current;
}
