import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import { switchMatters } from '#domain/discount/discount-example.ts';
import { ChoiceControl } from '../../controls/choice-control.tsx';
import type { ControlProps } from '../../controls/control-types.ts';
import { useBase, useEditor } from '../../state/editor-context.tsx';
import { lazyPart } from '../../../ui/lazy-part.tsx';
import css from './discount.module.css';

const SwitchQuestion = lazyPart(
  () => import('./switch-question.tsx'),
  (module) => module.SwitchQuestion,
);

/** Amount or percentage. A switch changes the meaning of the number, so it asks for a new one and never converts. */
export function DiscountType(props: ControlProps<'choice'>) {
  const { id, kind, value, onChange } = props;
  const { form } = useEditor();
  const base = useBase();
  const [asked, setAsked] = useState<string | null>(null);

  function choose(to: typeof value) {
    // The form holds catalogue values; react-hook-form types them as unknown.
    const values = { ...base.values, ...form.getValues() } as Values;
    const matters = typeof to === 'string' && switchMatters(values, to);
    setAsked(matters ? to : null);
    if (!matters) onChange(to);
  }

  /** Closes the question and focuses the chosen option, which may not be rendered as checked yet. */
  function close(chosen: typeof value) {
    setAsked(null);
    const option = typeof chosen === 'string' ? `[value="${CSS.escape(chosen)}"]` : 'input';
    document.querySelector<HTMLElement>(`#${id} ${option}`)?.focus();
  }

  const to = asked === value ? null : asked;
  const nameOf = (type: string) => (kind.options[type] ?? type).toLowerCase();
  const loading = to !== null && (
    <div className={`inset ${css.question}`}>
      <p>
        <b>{`Change to a ${nameOf(to)}?`}</b>
      </p>
      <p role="status">Nothing is changed yet. The question about the number is loading.</p>
      <div className="cluster">
        <Button
          variant="default"
          onClick={() => close(value)}
        >{`Keep ${typeof value === 'string' ? nameOf(value) : 'the current kind'}`}</Button>
      </div>
    </div>
  );
  return (
    <>
      <ChoiceControl {...props} onChange={choose} />
      {to !== null && (
        <Suspense fallback={loading}>
          <SwitchQuestion
            key={to}
            controlId={id}
            to={to}
            options={kind.options}
            onSwitch={(type, amount) => {
              onChange(type);
              form.setValue('discountValue', amount, { shouldTouch: true });
              close(type);
            }}
            onKeep={() => close(value)}
          />
        </Suspense>
      )}
    </>
  );
}
