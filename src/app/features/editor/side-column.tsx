import { useMemo, useState } from 'react';
import { fieldOf } from '#catalogue/catalogue.ts';
import { settle } from '#domain/settle.ts';
import { summarise } from '#domain/summary.ts';
import { useEditor } from '../../form/editor-context.tsx';
import { useEditorState } from '../../form/editor-store.ts';
import { Card } from '../../ui/card.tsx';
import { ChevronIcon, WarningIcon } from '../../ui/icons.tsx';
import { Figures } from '../overview/figures.tsx';
import css from './editor.module.css';
import { jumpToField } from './jump.ts';

/** What the series does in plain sentences, changed ones marked; its figures; what needs attention. */
export function SideColumn() {
  const { store, settings } = useEditor();
  const { base, values, changes, remarks } = useEditorState(store, (state) => state);
  const sentences = useMemo(
    () =>
      summarise(settle(base, values), {
        currency: settings.currency,
        zone: settings.timeZone,
        clusterZone: settings.clusterTimeZone,
      }),
    [base, values, settings],
  );
  const [open, setOpen] = useState(false);
  const attention = [...remarks.values()].flat().filter(({ severity }) => severity === 'warning');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <aside className={css.side} aria-label="Summary" tabIndex={0} data-open={open || undefined}>
      <button type="button" className={css.sideToggle} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>{sentences[0]?.text ?? 'What this series does'}</span>
        {attention.length > 0 && <span className={css.sideCount}>{attention.length} to look at</span>}
        <ChevronIcon size={16} />
      </button>
      <Card title="What this series does">
        <div className={css.sentences}>
          {sentences.map(({ text, fields }) => {
            const marked = fields.some((field) => changes.has(field));
            return <p key={fields.join()}>{marked ? <mark title="Changed, not saved yet">{text}</mark> : text}</p>;
          })}
        </div>
      </Card>
      <Figures values={base.values} />
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
                  {field && ': '}
                  {message}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </aside>
  );
}
