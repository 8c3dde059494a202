import { useSelector } from '@tanstack/react-store';
import { formatMoney } from '#values/number-format.ts';
import { unitText } from '#catalogue/format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { readNumber } from '#values/number-text.ts';
import type { Values } from '#catalogue/catalogue.ts';
import { type DiscountExample, discountExample, discountText, onBills } from '#domain/discount/discount-example.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { NumberInput } from '../../controls/number-input.tsx';
import { useEditor, useFormValues } from '../../state/editor-context.tsx';
import { rowId } from '../../controls/field-status.tsx';
import { StoredNote } from '../validity/stored-note.tsx';
import css from './discount.module.css';

const FIELDS = [
  'discountType',
  'discountValue',
  'discountUpto',
  'minBillAmount',
  'maxBillAmount',
  'discountOn',
] as const;

/** What a bill of an editable amount would pay. */
export function WorkedExample() {
  const { settings, exampleBill } = useEditor();
  const values = useFormValues(FIELDS);
  const bill = useSelector(exampleBill);
  const amount = isUnresolved(bill) ? null : bill;
  const example = amount === null ? null : discountExample(values, amount);
  return (
    <>
      <div className={`cluster secondary tabular ${css.example}`} role="group" aria-label="Example">
        <label id="example-bill-label" htmlFor="example-bill">
          {onBills(values) ? 'A bill of' : 'An item of'}
        </label>
        <NumberInput
          id="example-bill"
          labelledBy="example-bill-label"
          describedBy="example-result"
          value={bill}
          empty={null}
          onChange={(next) => exampleBill.setState(() => next)}
          integer={false}
          signed={false}
          unit={unitText('money', { currency: settings.currency, zone: settings.timeZone, gates: NO_GATES }, amount)}
          currency={settings.currency}
          invalid={false}
          disabled={false}
          required={false}
        />
        <span id="example-result">
          {example === null ? (
            missing(values, amount)
          ) : (
            <Outcome example={example} values={values} bill={amount ?? 0} currency={settings.currency} />
          )}
        </span>
      </div>
      <OtherKind values={values} />
      <StoredNote name="discountValue" />
    </>
  );
}

/** If the typed text has the unit of the other kind of discount, offers to switch to that kind with the number. */
function OtherKind({ values }: { values: Values }) {
  const { form, settings } = useEditor();
  const { discountType, discountValue } = values;
  if (!isUnresolved(discountValue) || discountValue.unresolved !== 'draft') return null;
  const { text } = discountValue;
  for (const type of ['PERC', 'ABS']) {
    const { currency, timeZone: zone } = settings;
    const unit = unitText('discount', { currency, zone, gates: { ...NO_GATES, discountType: type } }, null);
    const reading = readNumber(text, { whole: false, printed: false, unit, currency });
    // Text without a unit would be a value already, so a readable draft has this unit.
    if (reading === null || !('value' in reading)) continue;
    const named = `${discountText(type, reading.value, currency)} is ${type === 'PERC' ? 'a percentage' : 'an amount'}.`;
    const apply = () => {
      form.setValue('discountType', type);
      form.setValue('discountValue', reading.value, { shouldTouch: true });
      document.getElementById(rowId('discountValue'))?.focus();
    };
    return (
      <p className={`cluster secondary tabular ${css.example}`}>
        <span>{`${named} `}</span>
        <button type="button" className="link" onClick={apply}>
          {type === discountType
            ? 'Use it'
            : `Switch the discount to ${type === 'PERC' ? 'percent' : 'a fixed amount'}`}
        </button>
      </p>
    );
  }
  return null;
}

const NO_GATES = { discountType: null, expiryStrategyType: null };

function missing(values: Values, bill: number | null): string {
  if (bill === null || bill <= 0) return 'Enter an amount to see what it pays.';
  return valueOrNull(values.discountValue) === null
    ? 'Enter the discount to see what it pays.'
    : 'This discount cannot be saved.';
}

function Outcome({
  example,
  values,
  bill,
  currency,
}: {
  example: DiscountExample;
  values: Values;
  bill: number;
  currency: string;
}) {
  const money = (amount: number) => formatMoney(amount, currency);
  if (example.outcome === 'refused')
    return (
      <>
        <b>is refused</b>
        <span>{`: the ${example.because === 'below' ? 'smallest' : 'largest'} bill is ${money(example.bound)}.`}</span>
      </>
    );
  const { pays, off, uncapped } = example;
  const value = valueOrNull(values.discountValue) ?? 0;
  const type = valueOrNull(values.discountType) ?? '';
  return (
    <>
      <span>{'pays '}</span>
      <b>{money(pays)}</b>
      <span>{`, ${money(off)} off${uncapped !== null ? `, capped: ${discountText(type, value, currency)} would be ${money(uncapped)}` : ''}${type !== 'PERC' && value > bill ? `, as the discount is more than the ${onBills(values) ? 'bill' : 'item'}` : ''}.`}</span>
    </>
  );
}
