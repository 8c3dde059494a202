import { useEffect, useRef } from 'react';
import { sections, type Section } from '#catalogue/catalogue.ts';
import { type EditorStore, useEditorState } from '../../form/editor-store.ts';
import css from './editor.module.css';

/** The sections with how much in each is changed, doubtful or wrong. */
export function SectionNav({ store, current }: { store: EditorStore; current: string }) {
  return (
    <nav className={css.nav} aria-label="Sections">
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
  const counts = useEditorState(store, (state) => {
    let [errors, warnings, changes] = [0, 0, 0];
    for (const key of section.keys) {
      if (state.changes.has(key)) changes++;
      for (const { severity } of state.remarks.get(key) ?? []) {
        if (severity === 'error') errors++;
        else warnings++;
      }
    }
    return `${errors} ${warnings} ${changes}`;
  });
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const row = link.current?.closest('nav');
    // On narrow screens the names stand in a row that scrolls. Only sideways: the page stays where it is.
    if (!current || !row || !link.current || row.scrollWidth <= row.clientWidth) return;
    row.scrollLeft = link.current.offsetLeft + link.current.offsetWidth / 2 - row.clientWidth / 2;
  }, [current]);
  const [errors = 0, warnings = 0, changes = 0] = counts.split(' ').map(Number);
  return (
    <a ref={link} href={`#${section.id}`} aria-current={current ? 'true' : undefined}>
      <span>{section.label}</span>
      <span className={css.counts}>
        <Count n={errors} of="error" />
        <Count n={warnings} of="warning" />
        <Count n={changes} of="change" />
      </span>
    </a>
  );
}

function Count({ n, of }: { n: number; of: 'error' | 'warning' | 'change' }) {
  if (n === 0) return null;
  const words = `${n} ${of}${n === 1 ? '' : 's'}`;
  return (
    <span className={css.count} data-of={of} title={words}>
      <span aria-hidden>{n}</span>
      <span className="visually-hidden">{`, ${words}`}</span>
    </span>
  );
}
