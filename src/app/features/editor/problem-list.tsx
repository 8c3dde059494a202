import { fieldOf } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/gates.ts';
import { isVisible } from '#domain/visibility.ts';
import { type EditorStore, type Remark, useEditorState } from '../../form/editor-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { jumpToField } from './jump.ts';

/** After an attempt to save: every error, each a jump to its field; and what the server said of no field we show. */
export function ProblemList({ store, gates }: { store: EditorStore; gates: Gates }) {
  const state = useEditorState(store, (all) => all);
  const remarks = [...state.remarks.values()].flat();
  const isHidden = ({ field }: Remark) =>
    field !== null && (!isVisible(field, gates) || fieldOf(field).access === 'read');
  const errors = remarks.filter(({ severity }) => severity === 'error');
  const onTop = [...state.unplaced, ...remarks.filter((remark) => remark.from === 'server' && isHidden(remark))];
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

function RemarkList({ remarks }: { remarks: readonly Remark[] }) {
  return (
    <ul>
      {remarks.map(({ field, message }) => (
        <li key={`${field} ${message}`}>
          {field && (
            <button type="button" className="link" onClick={() => jumpToField(field)}>
              {fieldOf(field).label}
            </button>
          )}
          <span>{`${field ? ': ' : ''}${message}`}</span>
        </li>
      ))}
    </ul>
  );
}
