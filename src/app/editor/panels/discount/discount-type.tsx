import { Button } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import { switchMatters } from '#domain/discount/discount-example.ts';
import { ChoiceControl } from '../../controls/choice-control.tsx';
import type { ControlProps } from '../../controls/control-types.ts';
import { useBase, useEditor } from '../../state/editor-context.tsx';
import { loadSwitchQuestion } from './load-switch-question.ts';
import { Notice } from '../../../ui/notice.tsx';
import css from './discount.module.css';
import type { SwitchQuestionProps } from './switch-question.tsx';

interface PendingSwitch {
  readonly to: string;
  /** Undefined while the question loads, null if the load failed. */
  readonly Question: ComponentType<SwitchQuestionProps> | null | undefined;
  /** The focus had moved on before the question loaded, so it must not take the focus. */
  readonly focusMoved: boolean;
}

/** Amount or percentage. A switch changes the meaning of the number, so it asks for a new one and never converts. */
export function DiscountType(props: ControlProps<'choice'>) {
  const { id, kind, value, onChange } = props;
  const { form } = useEditor();
  const base = useBase();
  const [pending, setPending] = useState<PendingSwitch | null>(null);
  // Prefetch with the section, so that the question appears at once.
  useEffect(() => void loadSwitchQuestion().catch(() => {}), []);

  function choose(to: typeof value) {
    // The form holds catalogue values; react-hook-form types them as unknown.
    const values = { ...base.values, ...form.getValues() } as Values;
    setPending(null);
    if (typeof to !== 'string' || !switchMatters(values, to)) return onChange(to);
    ask(to);
  }

  /** Loads the question for a choice. A later choice replaces this one. */
  function ask(to: string) {
    const requested: PendingSwitch = { to, Question: undefined, focusMoved: false };
    setPending(requested);
    const show = (Question: PendingSwitch['Question']) =>
      setPending((current) => (current === requested ? { to, Question, focusMoved: isFocusElsewhere(id) } : current));
    loadSwitchQuestion().then(
      ({ SwitchQuestion }) => show(SwitchQuestion),
      () => show(null),
    );
  }

  /** Closes the question and focuses the chosen option, which may not be rendered as checked yet. */
  function close(chosen: typeof value) {
    setPending(null);
    const option = typeof chosen === 'string' ? `[value="${CSS.escape(chosen)}"]` : 'input';
    document.querySelector<HTMLElement>(`#${id} ${option}`)?.focus();
  }

  const open = pending !== null && pending.to !== value ? pending : null;
  const nameOf = (type: string) => (kind.options[type] ?? type).toLowerCase();
  return (
    <>
      <ChoiceControl {...props} onChange={choose} />
      {open?.Question && (
        <open.Question
          key={open.to}
          to={open.to}
          options={kind.options}
          takesFocus={!open.focusMoved}
          onSwitch={(amount) => {
            onChange(open.to);
            form.setValue('discountValue', amount, { shouldTouch: true });
            close(open.to);
          }}
          onKeep={() => close(value)}
        />
      )}
      {open && open.Question === undefined && (
        <div className={`inset ${css.question}`}>
          <p>
            <b>{`Change to a ${nameOf(open.to)}?`}</b>
          </p>
          <p role="status">Nothing is changed yet. The question about the number is loading.</p>
          <div className="cluster">
            <Button
              variant="default"
              onClick={() => close(value)}
            >{`Keep ${typeof value === 'string' ? nameOf(value) : 'the current kind'}`}</Button>
          </div>
        </div>
      )}
      {open?.Question === null && (
        <Notice tone="error" live>
          <span>{'Nothing was changed, because a part of the page could not be loaded. Check the connection. '}</span>
          <button type="button" className="link" onClick={() => ask(open.to)}>
            Try again
          </button>
        </Notice>
      )}
    </>
  );
}

/** True if the focus is on a control outside of this row. */
function isFocusElsewhere(id: string): boolean {
  const { activeElement, body } = document;
  const row = document.getElementById(id)?.parentElement;
  return activeElement !== null && activeElement !== body && row?.contains(activeElement) === false;
}
