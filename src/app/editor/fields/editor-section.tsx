import { shallow } from '@tanstack/react-store';
import { memo } from 'react';
import { type FieldKey, fieldOf, type Section } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { groupBy } from '#values/group-by.ts';
import { gatesOf, isHiddenAndSet, isVisible } from '#domain/series/visibility.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useBase, useEditor } from '../state/editor-context.tsx';
import { useEditorState } from '../state/editor-store.ts';
import { FieldRow } from './field-row.tsx';
import { inPanels, panels } from './panels.ts';
import { ReadRow } from './read-row.tsx';
import { sectionExtras } from './section-extras.tsx';
import css from './editor-section.module.css';

interface SectionProps {
  readonly section: Section;
  readonly print: Print;
}

/** One section: visible fields, notes about hidden fields, and a fold with rare fields. */
export const EditorSection = memo(function EditorSection({ section, print }: SectionProps) {
  const { store } = useEditor();
  const shown = useEditorState(store, ({ gates }) => section.keys.filter((key) => isVisible(key, gates)), shallow);
  const hidden = section.keys.filter((key) => !shown.includes(key));
  const hasPanels = section.keys.some((key) => panels[key]);
  const gates = useEditorState(store, (state) => (hasPanels ? state.gates : null));
  const common = shown.filter((key) => !fieldOf(key).rare);
  const rare = shown.filter((key) => fieldOf(key).rare);
  const openRare = useEditorState(store, (state) =>
    rare.some((key) => state.changes.has(key) || state.issues.has(key)),
  );
  const row = (key: FieldKey) => {
    const { access, label } = fieldOf(key);
    return (
      <ErrorBoundary key={key} what={label}>
        {access === 'read' ? <ReadRow name={key} print={print} /> : <FieldRow name={key} print={print} />}
      </ErrorBoundary>
    );
  };
  const rows = (keys: readonly FieldKey[]) =>
    keys.map((key) => {
      const panel = panels[key];
      if (panel && gates)
        return (
          <ErrorBoundary key={key}>
            <panel.Panel gates={gates} print={print} row={row} />
          </ErrorBoundary>
        );
      return inPanels.has(key) ? null : row(key);
    });
  const Extra = sectionExtras[section.id];
  return (
    <section className={css.section} id={section.id} aria-labelledby={`${section.id}-title`} tabIndex={-1}>
      <h2 className="heading" id={`${section.id}-title`}>
        {section.label}
      </h2>
      <p className={css.about}>{section.about}</p>
      {/* One form per section: on each key press the browser's autofill scans the whole form of the field. */}
      <form className="surface" autoComplete="off" noValidate onSubmit={(event) => event.preventDefault()}>
        {rows(common)}
        {Extra && (
          <ErrorBoundary>
            <Extra />
          </ErrorBoundary>
        )}
        {hidden.length > 0 && (
          <ErrorBoundary>
            <HiddenFields keys={hidden} print={print} />
          </ErrorBoundary>
        )}
        {rare.length > 0 && (
          <Fold label={`Rarely used (${rare.length})`} openWhen={openRare} holds={rare}>
            {rows(rare)}
          </Fold>
        )}
      </form>
    </section>
  );
});

/** Why fields are not shown, and what those with a value send. */
function HiddenFields({ keys, print }: { keys: readonly FieldKey[]; print: Print }) {
  const base = useBase();
  const before = gatesOf(base.values, base.wire);
  const set = useEditorState(
    useEditor().store,
    ({ gates }) => keys.filter((key) => isHiddenAndSet(key, base.values, gates)),
    shallow,
  );
  const unset = groupBy(
    keys.filter((key) => !set.includes(key)),
    (key) => fieldOf(key).whenText ?? '',
  );
  return (
    <div className={`stack secondary ${css.hidden}`}>
      {[...unset].map(([whenText, fields]) => (
        <p key={whenText} className="tertiary">
          {`${whenText.charAt(0).toUpperCase()}${whenText.slice(1)}: ${fields.map((key) => fieldOf(key).label).join(', ')}.`}
        </p>
      ))}
      {set.map((key) => {
        const entry = fieldOf(key);
        // This edit hid the field: `settle` sends the implied value.
        if (entry.implied !== undefined && isVisible(key, before))
          return (
            <p key={key}>
              <b>{entry.label}</b>
              <span>{` ${entry.whenText ?? ''}. It will be saved as ${formatValue(entry.kind, entry.implied, print)}, and was ${formatValue(entry.kind, base.values[key], print)}.`}</span>
            </p>
          );
        return (
          <p key={key}>
            <b>{entry.label}</b>
            <span>{` is hidden and set to ${formatValue(entry.kind, base.values[key], print)}. It ${entry.whenText ?? ''}. A save sends it unchanged.`}</span>
          </p>
        );
      })}
    </div>
  );
}
