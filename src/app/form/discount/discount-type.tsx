import { type ComponentType, useState } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import { switchMatters } from '#domain/discount-example.ts';
import { ChoiceControl } from '../controls/choice-control.tsx';
import type { ControlProps } from '../controls/types.ts';
import { useBase, useEditor } from '../editor-context.tsx';
import { loadLater } from '../load-later.ts';
import { Notice } from '../../ui/notice.tsx';
import type { SwitchQuestionProps } from './switch-question.tsx';

interface Asked {
  readonly to: string;
  /** Null where the question could not be loaded. */
  readonly Question: ComponentType<SwitchQuestionProps> | null;
}

/** Amount or percentage. The number beside it would mean something else, so a switch asks first and never converts. */
export function DiscountType(props: ControlProps<'choice'>) {
  const { id, kind, value, onChange } = props;
  const { form } = useEditor();
  const base = useBase();
  const [asked, setAsked] = useState<Asked | null>(null);

  function choose(to: typeof value) {
    // The form holds the catalogue's values; react-hook-form knows them as unknown.
    const values = { ...base.values, ...form.getValues() } as Values;
    setAsked(null);
    if (typeof to !== 'string' || !switchMatters(values, to)) return onChange(to);
    loadLater().then(
      ({ SwitchQuestion }) => setAsked({ to, Question: SwitchQuestion }),
      () => setAsked({ to, Question: null }),
    );
  }

  /** The focus goes to the option that is chosen now, whether or not it is drawn as such yet. */
  function done(chosen: typeof value) {
    setAsked(null);
    const option = typeof chosen === 'string' ? `[value="${CSS.escape(chosen)}"]` : 'input';
    document.querySelector<HTMLElement>(`#${id} ${option}`)?.focus();
  }

  return (
    <>
      <ChoiceControl {...props} onChange={choose} />
      {asked && asked.to !== value && asked.Question && (
        <asked.Question
          key={asked.to}
          to={asked.to}
          options={kind.options}
          onSwitch={(amount) => {
            onChange(asked.to);
            form.setValue('discountValue', amount, { shouldTouch: true });
            done(asked.to);
          }}
          onKeep={() => done(value)}
        />
      )}
      {asked?.Question === null && (
        <Notice tone="error" live>
          Nothing was changed, as a part of the page could not be loaded. Check the connection and choose again.
        </Notice>
      )}
    </>
  );
}
