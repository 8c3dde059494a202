import { shallow } from '@tanstack/react-store';
import { sections, type Section } from '#catalogue/catalogue.ts';
import { type EditorState, type EditorStore, useEditorState } from './state/editor-store.ts';
import { SectionLink } from '../series/section-link.tsx';
import nav from '../series/section-links.module.css';
import css from './editor.module.css';

/** Links to the sections with their numbers of errors, warnings and changes. */
export function SectionNav({ store, current }: { store: EditorStore; current: string }) {
  return (
    <nav className={nav.links} aria-label="Sections">
      <ul>
        {sections.map((section) => (
          <li key={section.id}>
            <NavLink section={section} store={store} current={current === section.id} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NavLink({ section, store, current }: { section: Section; store: EditorStore; current: boolean }) {
  const selectCounts = (state: EditorState) => {
    let [errors, warnings, changes] = [0, 0, 0];
    for (const key of section.keys) {
      if (state.changes.has(key)) changes++;
      for (const { severity } of state.issues.get(key) ?? []) {
        if (severity === 'error') errors++;
        else warnings++;
      }
    }
    return [errors, warnings, changes] as const;
  };
  const [errors, warnings, changes] = useEditorState(store, selectCounts, shallow);
  return (
    <SectionLink id={section.id} label={section.label} current={current}>
      <span className={`cluster ${css.counts}`}>
        <Count n={errors} type="error" />
        <Count n={warnings} type="warning" />
        <Count n={changes} type="change" />
      </span>
    </SectionLink>
  );
}

const TONES = { error: 'error', warning: 'warn', change: 'accent' } as const;

function Count({ n, type }: { n: number; type: keyof typeof TONES }) {
  if (n === 0) return null;
  const text = `${n} ${type}${n === 1 ? '' : 's'}`;
  return (
    <span className={css.count} data-tone={TONES[type]} title={text}>
      <span aria-hidden>{n}</span>
      <span className="visually-hidden">{`, ${text}`}</span>
    </span>
  );
}
