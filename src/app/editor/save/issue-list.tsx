import { fieldOf } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { isVisible } from '#domain/series/visibility.ts';
import { type EditorStore, type FieldIssue, useEditorState } from '../state/editor-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { focusField } from '../state/focus-field.ts';

/** After an attempt to save: every error, each a jump to its field; and what the server said of no field we show. */
export function IssueList({ store, gates }: { store: EditorStore; gates: Gates }) {
  const state = useEditorState(store, (all) => all);
  const remarks = [...state.issues.values()].flat();
  const isHidden = ({ field }: FieldIssue) =>
    field !== null && (!isVisible(field, gates) || fieldOf(field).access === 'read');
  const errors = remarks.filter(({ severity }) => severity === 'error');
  const onTop = [...state.unassigned, ...remarks.filter((remark) => remark.from === 'server' && isHidden(remark))];
  const topErrors = onTop.filter(({ severity }) => severity === 'error');
  const topWarnings = onTop.filter(({ severity }) => severity === 'warning');
  const listed = [...errors, ...topErrors.filter((remark) => !errors.includes(remark))];
  return (
    <>
      {state.attempted && listed.length > 0 && (
        <Banner
          tone="error"
          title={
            listed.length === 1 ? '1 thing to mend before saving' : `${listed.length} things to mend before saving`
          }
        >
          <RemarkList remarks={listed} />
        </Banner>
      )}
      {topWarnings.length > 0 && (
        <Banner tone="warn" title="The API warns">
          <RemarkList remarks={topWarnings} />
        </Banner>
      )}
    </>
  );
}

function RemarkList({ remarks }: { remarks: readonly FieldIssue[] }) {
  return (
    <ul>
      {remarks.map(({ field, message }) => (
        <li key={`${field} ${message}`}>
          {field && (
            <button type="button" className="link" onClick={() => focusField(field)}>
              {fieldOf(field).label}
            </button>
          )}
          <span>{`${field ? ': ' : ''}${message}`}</span>
        </li>
      ))}
    </ul>
  );
}
