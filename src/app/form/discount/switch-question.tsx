import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { fieldOf, type Values } from '#catalogue/catalogue.ts';
import { writeValue } from '#catalogue/codecs.ts';
import { formatMoney, unitText } from '#catalogue/format.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { discountExample, discountText, onBills } from '#domain/discount-example.ts';
import { couponsOut } from '#domain/outstanding.ts';
import { known } from '#domain/series.ts';
import { NumberInput } from '../controls/number-input.tsx';
import type { TypedText } from '../controls/types.ts';
import { useBase, useEditor } from '../editor-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import css from './discount.module.css';
import { useExampleBill } from './example-bill.ts';

export interface SwitchQuestionProps {
  readonly to: string;
  readonly options: Readonly<Record<string, string>>;
  readonly takesFocus: boolean;
  readonly onSwitch: (amount: number) => void;
  readonly onKeep: () => void;
}

const FIELDS = [
  'discountType',
  'discountValue',
  'discountUpto',
  'minBillAmount',
  'maxBillAmount',
  'discountOn',
] as const;

/** Says what the number would mean and lets somebody enter another one, before anything is changed. */
export function SwitchQuestion({ to, options, takesFocus, onSwitch, onKeep }: SwitchQuestionProps) {
  const { form, settings } = useEditor();
  const base = useBase();
  const { currency } = settings;
  const watched = useWatch({ control: form.control, name: FIELDS });
  // The form holds the catalogue's values; react-hook-form knows them as unknown.
  const values = { ...base.values, ...Object.fromEntries(FIELDS.map((key, at) => [key, watched[at]])) } as Values;
  const from = known(values.discountType) ?? '';
  const before = known(values.discountValue) ?? 0;
  const [entered, setEntered] = useState<number | null | TypedText>(before);
  const [insisted, setInsisted] = useState(false);
  const [bill] = useExampleBill();
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = question.current;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onKeep();
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) answer();
    };
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  });

  const amount = isOdd(entered) ? null : entered;
  const written = writeValue(fieldOf('discountValue').kind, entered, settings.clusterTimeZone);
  const problem =
    entered === null
      ? 'Enter the new discount.'
      : 'problem' in written
        ? written.problem
        : amount !== null && to === 'PERC' && amount > 100
          ? `${discountText(to, amount, currency)} of a bill is more than the bill. Enter 100 or less.`
          : null;
  const nameOf = (type: string) => (options[type] ?? type).toLowerCase();
  const cap = known(values.discountUpto);
  const out = couponsOut(base.values);
  const example = isOdd(bill) || bill === null ? null : bill;
  const pays = (type: string, value: number | null) => {
    const found =
      example === null ? null : discountExample({ ...values, discountType: type, discountValue: value }, example);
    return found?.outcome === 'pays' ? formatMoney(found.pays, currency) : null;
  };
  const now = pays(from, before);
  const then = problem === null ? pays(to, amount) : null;

  function answer() {
    if (problem === null && amount !== null) onSwitch(amount);
    else setInsisted(true);
  }

  return (
    // The section is a `<form>` already, and they do not nest.
    <div ref={question} role="form" className={css.question} aria-labelledby="switch-title">
      <p id="switch-title" className={css.title}>{`Change to a ${nameOf(to)}?`}</p>
      <p id="switch-meaning">
        <span>{'The number is not converted: '}</span>
        <b>{`${discountText(from, before, currency)} off`}</b>
        <span>{' would become '}</span>
        <b>{`${discountText(to, before, currency)} off`}</b>
        <span>. Enter what it shall be.</span>
      </p>
      <div className={css.line}>
        <label id="switch-number-label" htmlFor="switch-number">
          New discount
        </label>
        <NumberInput
          id="switch-number"
          labelledBy="switch-number-label"
          describedBy="switch-meaning switch-result"
          value={entered}
          empty={null}
          onChange={setEntered}
          integer={false}
          signed={false}
          unit={unitText(
            'discount',
            { currency, zone: settings.timeZone, gates: { discountType: to, expiryStrategyType: null } },
            amount,
          )}
          currency={currency}
          invalid={problem !== null && insisted}
          disabled={false}
          required
          takesFocus={takesFocus}
        />
      </div>
      <div id="switch-result" className={css.about}>
        {problem !== null && (insisted || amount !== null) && <Notice tone="error">{problem}</Notice>}
        {now !== null && then !== null && (
          <p>{`${onBills(values) ? 'A bill' : 'An item'} of ${formatMoney(example ?? 0, currency)} would pay ${then} instead of ${now}.`}</p>
        )}
        {cap !== null && (
          <p>{`The cap of ${formatMoney(cap, currency)} is for percentages: ${to === 'PERC' ? 'it applies from now on.' : 'it goes with the change.'}`}</p>
        )}
        {out !== null && <p>{`The ${out} should take the new discount too.`}</p>}
      </div>
      <div className={css.actions}>
        <Button onClick={answer}>{`Change to ${nameOf(to)}`}</Button>
        <Button variant="default" onClick={onKeep}>{`Keep ${nameOf(from)}`}</Button>
      </div>
    </div>
  );
}
