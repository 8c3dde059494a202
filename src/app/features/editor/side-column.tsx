import { Suspense, useState } from 'react';
import { fieldOf } from '#catalogue/catalogue.ts';
import { useBase, useEditor } from '../../form/editor-context.tsx';
import { useEditorState } from '../../form/editor-store.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { ChevronIcon, WarningIcon } from '../../ui/icons.tsx';
import { Figures } from '../overview/figures.tsx';
import css from './editor.module.css';
import { jumpToField } from './jump.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

// Prose is no part of opening the editor. It is fetched while the series is, so that it is there with it.
const loadSummary = () => import('./live-summary.tsx');
void loadSummary().catch(() => {});
const LiveSummary = lazyPart(loadSummary, (module) => module.LiveSummary);
const FirstSentence = lazyPart(loadSummary, (module) => module.FirstSentence, { quiet: true });

/** What the series does in plain sentences, changed words marked; its figures; what needs attention. */
export function SideColumn() {
  const { store } = useEditor();
  const base = useBase();
  const remarks = useEditorState(store, (state) => state.remarks);
  const [open, setOpen] = useState(false);
  const attention = [...remarks.values()].flat().filter(({ severity }) => severity === 'warning');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <aside className={css.side} aria-label="Summary" tabIndex={0} data-open={open || undefined}>
      <ErrorBoundary>
        <button type="button" className={css.sideToggle} aria-expanded={open} onClick={() => setOpen(!open)}>
          <span>
            <Suspense fallback={<span>What this series does</span>}>
              <FirstSentence />
            </Suspense>
          </span>
          {attention.length > 0 && <span className={css.sideCount}>{`${attention.length} to look at`}</span>}
          <ChevronIcon size={16} />
        </button>
      </ErrorBoundary>
      <ErrorBoundary>
        <Card title="What this series does">
          <Suspense fallback={<div className={css.summaryToCome} />}>
            <LiveSummary />
          </Suspense>
        </Card>
      </ErrorBoundary>
      <ErrorBoundary>
        <Figures values={base.values} />
      </ErrorBoundary>
      <ErrorBoundary>
        {attention.length > 0 && (
          <Card title="Needs attention">
            <ul className={css.attention}>
              {attention.map(({ field, message }) => (
                <li key={`${field} ${message}`}>
                  <WarningIcon size={16} />
                  <span>
                    {field && (
                      <button type="button" className="link" onClick={() => jumpToField(field)}>
                        {fieldOf(field).label}
                      </button>
                    )}
                    <span>{`${field ? ': ' : ''}${message}`}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </ErrorBoundary>
    </aside>
  );
}
