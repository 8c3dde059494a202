import { memo } from 'react';
import { type FieldKey, fieldOf, type Section } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import type { Gates } from '#catalogue/gates.ts';
import type { Series } from '#domain/series.ts';
import { gatesOf, hiddenAndSet, isVisible } from '#domain/visibility.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Fold } from '../ui/fold.tsx';
import { useBase, useEditor } from './editor-context.tsx';
import { useEditorState } from './editor-store.ts';
import { FieldRow } from './field-row.tsx';
import { inPanels, panels } from './panels.ts';
import { ReadRow } from './read-row.tsx';
import { sectionExtras } from './section-extras.tsx';
import css from './section.module.css';

interface SectionProps {
  readonly section: Section;
  /** Its visible fields and those that are hidden and set, as text: the same text draws nothing anew. */
  readonly shown: string;
  readonly hidden: string;
  /** For its panels alone. */
  readonly gates: Gates | null;
  readonly print: Print;
}

/** What decides how a section is drawn. */
export function sectionState(section: Section, base: Series, gates: Gates): Omit<SectionProps, 'print'> {
  const shown = section.keys.filter((key) => isVisible(key, gates));
  const hidden = hiddenAndSet(base.values, gates).filter((key) => section.keys.includes(key));
  return {
    section,
    shown: shown.join(' '),
    hidden: hidden.join(' '),
    gates: section.keys.some((key) => panels[key]) ? gates : null,
  };
}

/** One section of the editor: its visible fields, the rarely used ones folded away, and what is hidden and set. */
export const EditorSection = memo(function EditorSection({
  section,
  shown: shownKeys,
  hidden,
  gates,
  print,
}: SectionProps) {
  const { store } = useEditor();
  const shown = section.keys.filter((key) => shownKeys.split(' ').includes(key));
  const common = shown.filter((key) => !fieldOf(key).rare);
  const rare = shown.filter((key) => fieldOf(key).rare);
  const rareNeedsEyes = useEditorState(store, (state) =>
    rare.some((key) => state.changes.has(key) || state.remarks.has(key)),
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
      <h2 id={`${section.id}-title`}>{section.label}</h2>
      <p className={css.about}>{section.about}</p>
      {/* A form of its own: with every key the browser's help with filling in looks through the form the field is in. */}
      <form className={css.card} autoComplete="off" noValidate onSubmit={(event) => event.preventDefault()}>
        {rows(common)}
        {Extra && (
          <ErrorBoundary>
            <Extra />
          </ErrorBoundary>
        )}
        {hidden !== '' && (
          <ErrorBoundary>
            <HiddenAndSet keys={section.keys.filter((key) => hidden.split(' ').includes(key))} print={print} />
          </ErrorBoundary>
        )}
        {rare.length > 0 && (
          <Fold label={`Rarely used (${rare.length})`} openWhen={rareNeedsEyes} holds={rare}>
            {rows(rare)}
          </Fold>
        )}
      </form>
    </section>
  );
});

function HiddenAndSet({ keys, print }: { keys: readonly FieldKey[]; print: Print }) {
  const base = useBase();
  const before = gatesOf(base.values, base.wire);
  return (
    <div className={css.hidden}>
      {keys.map((key) => {
        const entry = fieldOf(key);
        // It went with its condition in this edit: `settle` sends what that implies.
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
            <span>{` is hidden and set to ${formatValue(entry.kind, base.values[key], print)}. It ${entry.whenText ?? ''}; unless its condition changes, it goes back as it is.`}</span>
          </p>
        );
      })}
    </div>
  );
}
