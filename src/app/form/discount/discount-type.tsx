import { Button } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import { switchMatters } from '#domain/discount-example.ts';
import { ChoiceControl } from '../controls/choice-control.tsx';
import type { ControlProps } from '../controls/types.ts';
import { useBase, useEditor } from '../editor-context.tsx';
import { loadLater } from '../load-later.ts';
import { Notice } from '../../ui/notice.tsx';
import css from './discount.module.css';
import type { SwitchQuestionProps } from './switch-question.tsx';

interface Asked {
  readonly to: string;
  /** Undefined while the question is on its way, null where it could not be fetched. */
  readonly Question: ComponentType<SwitchQuestionProps> | null | undefined;
  /** It came while somebody was busy elsewhere. */
  readonly late: boolean;
}

/** Amount or percentage. The number beside it would mean something else, so a switch asks first and never converts. */
export function DiscountType(props: ControlProps<'choice'>) {
  const { id, kind, value, onChange } = props;
  const { form } = useEditor();
  const base = useBase();
  const [asked, setAsked] = useState<Asked | null>(null);
  // With the section, so that it is there when somebody chooses.
  useEffect(() => void loadLater().catch(() => {}), []);

  function choose(to: typeof value) {
    // The form holds the catalogue's values; react-hook-form knows them as unknown.
    const values = { ...base.values, ...form.getValues() } as Values;
    setAsked(null);
    if (typeof to !== 'string' || !switchMatters(values, to)) return onChange(to);
    ask(to);
  }

  /** The choice is held until the question is there. Another choice meanwhile takes its place. */
  function ask(to: string) {
    const held: Asked = { to, Question: undefined, late: false };
    setAsked(held);
    const answer = (Question: Asked['Question']) =>
      setAsked((now) => (now === held ? { to, Question, late: isElsewhere(id) } : now));
    loadLater().then(
      ({ SwitchQuestion }) => answer(SwitchQuestion),
      () => answer(null),
    );
  }

  /** The focus goes to the option that is chosen now, whether or not it is drawn as such yet. */
  function done(chosen: typeof value) {
    setAsked(null);
    const option = typeof chosen === 'string' ? `[value="${CSS.escape(chosen)}"]` : 'input';
    document.querySelector<HTMLElement>(`#${id} ${option}`)?.focus();
  }

  const open = asked !== null && asked.to !== value ? asked : null;
  const nameOf = (type: string) => (kind.options[type] ?? type).toLowerCase();
  return (
    <>
      <ChoiceControl {...props} onChange={choose} />
      {open?.Question && (
        <open.Question
          key={open.to}
          to={open.to}
          options={kind.options}
          takesFocus={!open.late}
          onSwitch={(amount) => {
            onChange(open.to);
            form.setValue('discountValue', amount, { shouldTouch: true });
            done(open.to);
          }}
          onKeep={() => done(value)}
        />
      )}
      {open && open.Question === undefined && (
        <div className={css.question}>
          <p className={css.title}>{`Change to a ${nameOf(open.to)}?`}</p>
          <p role="status">Nothing is changed yet. What to ask about the number is still being fetched.</p>
          <div className={css.actions}>
            <Button
              variant="default"
              onClick={() => done(value)}
            >{`Keep ${typeof value === 'string' ? nameOf(value) : 'what it is'}`}</Button>
          </div>
        </div>
      )}
      {open?.Question === null && (
        <Notice tone="error" live>
          <span>{'Nothing was changed, as a part of the page could not be fetched. Check the connection. '}</span>
          <button type="button" className="link" onClick={() => ask(open.to)}>
            Try again
          </button>
        </Notice>
      )}
    </>
  );
}

/** Somebody went on to something else than this choice and what stands below it. */
function isElsewhere(id: string): boolean {
  const { activeElement, body } = document;
  const row = document.getElementById(id)?.parentElement;
  return activeElement !== null && activeElement !== body && row?.contains(activeElement) === false;
}
