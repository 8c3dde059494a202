import { fieldOf } from '#catalogue/catalogue.ts';
import { isVisible } from '#domain/series/visibility.ts';
import { type EditorStore, type FieldIssue, useEditorState } from '../state/editor-store.ts';
import { IssueCode } from '../../series/issue-code.tsx';
import { Banner } from '../../ui/banner.tsx';
import { focusField } from '../state/focus-field.ts';

/**
 * After an attempt to save: every error with a link to its field, and the server's issues about fields that are not
 * visible.
 */
export function IssueList({ store }: { store: EditorStore }) {
  const state = useEditorState(store, (current) => current);
  const issues = [...state.issues.values()].flat();
  const isHidden = ({ field }: FieldIssue) =>
    field !== null && (!isVisible(field, state.gates) || fieldOf(field).access === 'read');
  const errors = issues.filter(({ severity }) => severity === 'error');
  const withoutRow = [...state.unassigned, ...issues.filter((issue) => issue.from === 'server' && isHidden(issue))];
  const extraErrors = withoutRow.filter(({ severity }) => severity === 'error');
  const warnings = withoutRow.filter(({ severity }) => severity === 'warning');
  const allErrors = [...errors, ...extraErrors.filter((issue) => !errors.includes(issue))];
  return (
    <>
      {state.attempted && allErrors.length > 0 && (
        <Banner
          tone="error"
          title={allErrors.length === 1 ? 'Fix 1 error before saving' : `Fix ${allErrors.length} errors before saving`}
        >
          <IssueItems issues={allErrors} />
        </Banner>
      )}
      {warnings.length > 0 && (
        <Banner tone="warn" title="The API warns">
          <IssueItems issues={warnings} />
        </Banner>
      )}
    </>
  );
}

function IssueItems({ issues }: { issues: readonly FieldIssue[] }) {
  return (
    <ul>
      {issues.map(({ field, message, code }) => (
        <li key={`${field} ${message}`}>
          {field && (
            <button type="button" className="link" onClick={() => focusField(field)}>
              {fieldOf(field).label}
            </button>
          )}
          <span>{`${field ? ': ' : ''}${message}`}</span>
          <IssueCode code={code} />
        </li>
      ))}
    </ul>
  );
}
