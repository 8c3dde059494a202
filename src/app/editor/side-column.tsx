import { Suspense, useState } from 'react';
import { fieldOf } from '#catalogue/catalogue.ts';
import { useBase, useEditor } from './state/editor-context.tsx';
import { useEditorState } from './state/editor-store.ts';
import { Card } from '../ui/card.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { ChevronIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { IssueCode } from '../series/issue-code.tsx';
import { SeriesFigures } from '../series/series-figures.tsx';
import css from './editor.module.css';
import { focusField } from './state/focus-field.ts';
import { FirstSentence, LiveSummary } from './parts.ts';

/** Summary in plain sentences with changes marked, usage figures and warnings. */
export function SideColumn() {
  const { store } = useEditor();
  const base = useBase();
  const issues = useEditorState(store, (state) => state.issues);
  const [open, setOpen] = useState(false);
  const warnings = [...issues.values()].flat().filter(({ severity }) => severity === 'warning');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <aside className={`rows ${css.side}`} data-roomy aria-label="Summary" tabIndex={0} data-open={open || undefined}>
      <ErrorBoundary>
        <button
          type="button"
          className={`surface ${css.sideToggle}`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <span className="truncate">
            <Suspense fallback={<span>What this series does</span>}>
              <FirstSentence />
            </Suspense>
          </span>
          {warnings.length > 0 && (
            <span className={`secondary ${css.sideCount}`}>{`${warnings.length} to look at`}</span>
          )}
          <ChevronIcon size={16} />
        </button>
      </ErrorBoundary>
      <ErrorBoundary>
        <Card title="What this series does">
          <Suspense fallback={<div style={{ minHeight: '30rem' }} />}>
            <LiveSummary />
          </Suspense>
        </Card>
      </ErrorBoundary>
      <ErrorBoundary>
        <SeriesFigures values={base.values} />
      </ErrorBoundary>
      <ErrorBoundary>
        {warnings.length > 0 && (
          <Card title="Needs attention">
            <ul className="stack">
              {warnings.map(({ field, message, code }) => (
                <li key={`${field} ${message}`}>
                  <Notice tone="warn">
                    {field && (
                      <button type="button" className="link" onClick={() => focusField(field)}>
                        {fieldOf(field).label}
                      </button>
                    )}
                    <span>{`${field ? ': ' : ''}${message}`}</span>
                    <IssueCode code={code} />
                  </Notice>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </ErrorBoundary>
    </aside>
  );
}
