import { memo } from 'react';
import { type FieldKey, fieldOf, type Section } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import type { Gates } from '#catalogue/gates.ts';
import { hiddenAndSet, isVisible } from '#domain/visibility.ts';
import { Fold } from '../ui/fold.tsx';
import { useBase, useEditor } from './editor-context.tsx';
import { useEditorState } from './editor-store.ts';
import { FieldRow } from './field-row.tsx';
import { inPanels, panels } from './panels.ts';
import { ReadRow } from './read-row.tsx';
import { sectionExtras } from './section-extras.tsx';
import css from './section.module.css';

/** One section of the editor: its visible fields, the rarely used ones folded away, and what is hidden and set. */
export const EditorSection = memo(function EditorSection({
  section,
  gates,
  print,
}: {
  section: Section;
  gates: Gates;
  print: Print;
}) {
  const { store } = useEditor();
  const shown = section.keys.filter((key) => isVisible(key, gates));
  const common = shown.filter((key) => !fieldOf(key).rare);
  const rare = shown.filter((key) => fieldOf(key).rare);
  const rareNeedsEyes = useEditorState(store, (state) =>
    rare.some((key) => state.changes.has(key) || state.remarks.has(key)),
  );
  const row = (key: FieldKey) => {
    if (fieldOf(key).access === 'read') return <ReadRow key={key} name={key} print={print} />;
    return <FieldRow key={key} name={key} print={print} />;
  };
  const rows = (keys: readonly FieldKey[]) =>
    keys.map((key) => {
      const panel = panels[key];
      if (panel) return <panel.Panel key={key} gates={gates} print={print} row={row} />;
      return inPanels.has(key) ? null : row(key);
    });
  const Extra = sectionExtras[section.id];
  return (
    <section className={css.section} id={section.id} aria-labelledby={`${section.id}-title`} tabIndex={-1}>
      <h2 id={`${section.id}-title`}>{section.label}</h2>
      <p className={css.about}>{section.about}</p>
      <div className={css.card}>
        {rows(common)}
        {Extra && <Extra />}
        <HiddenAndSet section={section} gates={gates} print={print} />
        {rare.length > 0 && (
          <Fold label={`Rarely used (${rare.length})`} openWhen={rareNeedsEyes} holds={rare}>
            {rows(rare)}
          </Fold>
        )}
      </div>
    </section>
  );
});

function HiddenAndSet({ section, gates, print }: { section: Section; gates: Gates; print: Print }) {
  const base = useBase();
  const keys = hiddenAndSet(base.values, gates).filter((key) => section.keys.includes(key));
  if (keys.length === 0) return null;
  return (
    <div className={css.hidden}>
      {keys.map((key) => {
        const entry = fieldOf(key);
        return (
          <p key={key}>
            <b>{entry.label}</b> is hidden and set to {formatValue(entry.kind, base.values[key], print)}. It{' '}
            {entry.whenText}; unless its condition changes, it goes back as it is.
          </p>
        );
      })}
    </div>
  );
}
