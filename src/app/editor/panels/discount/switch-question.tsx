import { Button } from '@mantine/core';
import { useSelector } from '@tanstack/react-store';
import { useLayoutEffect, useRef, useState } from 'react';
import { fieldOf } from '#catalogue/catalogue.ts';
import { writeValue } from '#catalogue/codecs.ts';
import { unitText } from '#catalogue/format.ts';
import { formatMoney } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { discountExample, discountText, onBills } from '#domain/discount/discount-example.ts';
import { couponsOut } from '#domain/lifetime/outstanding.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { NumberInput } from '../../controls/number-input.tsx';
import type { TypedText } from '../../controls/control-types.ts';
import { useBase, useEditor, useFormValues } from '../../state/editor-context.tsx';
import { Notice } from '../../../ui/notice.tsx';
import css from './discount.module.css';

interface Props {
  /** The id of the control of the kind of discount. */
  readonly controlId: string;
  /** The kind to ask about. */
  readonly to: string;
  readonly options: Readonly<Record<string, string>>;
  readonly onSwitch: (to: string, amount: number) => void;
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

/** Explains what the number would mean and asks for a new one, before anything changes. */
export function SwitchQuestion({ controlId, to, options, onSwitch, onKeep }: Props) {
  const { settings, exampleBill } = useEditor();
  const base = useBase();
  const { currency } = settings;
  const values = useFormValues(FIELDS);
  const from = valueOrNull(values.discountType) ?? '';
  const before = valueOrNull(values.discountValue) ?? 0;
  const [entered, setEntered] = useState<number | null | TypedText>(before);
  const [attempted, setAttempted] = useState(false);
  const bill = useSelector(exampleBill);
  const [takesFocus] = useState(() => !isFocusElsewhere(controlId));
  const question = useRef<HTMLDivElement>(null);
  // A layout effect: a passive one runs after the paint, and a key pressed before it would be lost.
  useLayoutEffect(() => {
    const element = question.current;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onKeep();
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) submit();
    };
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  });

  const amount = isUnresolved(entered) ? null : entered;
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
  const cap = valueOrNull(values.discountUpto);
  const outstanding = couponsOut(base.values);
  const example = isUnresolved(bill) || bill === null ? null : bill;
  const pays = (type: string, value: number | null) => {
    const result =
      example === null ? null : discountExample({ ...values, discountType: type, discountValue: value }, example);
    return result?.outcome === 'pays' ? formatMoney(result.pays, currency) : null;
  };
  const currentPays = pays(from, before);
  const newPays = problem === null ? pays(to, amount) : null;

  function submit() {
    if (problem === null && amount !== null) onSwitch(to, amount);
    else setAttempted(true);
  }

  return (
    // The section is a `<form>` already, and forms cannot be nested.
    <div ref={question} role="form" className={`inset rows ${css.question}`} aria-labelledby="switch-title">
      <p id="switch-title">
        <b>{`Change to a ${nameOf(to)}?`}</b>
      </p>
      <p id="switch-meaning">
        <span>{'The number is not converted: '}</span>
        <b>{`${discountText(from, before, currency)} off`}</b>
        <span>{' would become '}</span>
        <b>{`${discountText(to, before, currency)} off`}</b>
        <span>. Enter the discount you want.</span>
      </p>
      <div className="cluster">
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
          invalid={problem !== null && attempted}
          disabled={false}
          required
          takesFocus={takesFocus}
        />
      </div>
      <div id="switch-result" className="stack secondary tabular">
        {problem !== null && (attempted || amount !== null) && <Notice tone="error">{problem}</Notice>}
        {currentPays !== null && newPays !== null && (
          <p>{`${onBills(values) ? 'A bill' : 'An item'} of ${formatMoney(example ?? 0, currency)} would pay ${newPays} instead of ${currentPays}.`}</p>
        )}
        {cap !== null && (
          <p>{`The cap of ${formatMoney(cap, currency)} is for percentages: ${to === 'PERC' ? 'it applies from now on.' : 'it is removed with the change.'}`}</p>
        )}
        {outstanding !== null && <p>{`The ${outstanding} should take the new discount too.`}</p>}
      </div>
      <div className="cluster">
        <Button onClick={submit}>{`Change to ${nameOf(to)}`}</Button>
        <Button variant="default" onClick={onKeep}>{`Keep ${nameOf(from)}`}</Button>
      </div>
    </div>
  );
}

/** True if the user went on to a control outside of the row while the question was loading. */
function isFocusElsewhere(controlId: string): boolean {
  const { activeElement, body } = document;
  const row = document.getElementById(controlId)?.parentElement;
  return activeElement !== null && activeElement !== body && row?.contains(activeElement) === false;
}
