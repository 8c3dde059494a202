import { useWatch } from 'react-hook-form';
import { formatMoney, unitText } from '#catalogue/format.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { readNumber } from '#catalogue/number-text.ts';
import type { Values } from '#catalogue/catalogue.ts';
import { type DiscountExample, discountExample, discountText, onBills } from '#domain/discount-example.ts';
import { known } from '#domain/series.ts';
import { NumberInput } from '../controls/number-input.tsx';
import { useBase, useEditor } from '../editor-context.tsx';
import { rowId } from '../field-marks.tsx';
import { StoredNote } from '../validity/stored-note.tsx';
import css from './discount.module.css';
import { useExampleBill } from './example-bill.ts';

const FIELDS = [
  'discountType',
  'discountValue',
  'discountUpto',
  'minBillAmount',
  'maxBillAmount',
  'discountOn',
] as const;

/** What one bill would pay, with a bill that can be changed. */
export function WorkedExample() {
  const { form, settings } = useEditor();
  const base = useBase();
  const watched = useWatch({ control: form.control, name: FIELDS });
  const [bill, setBill] = useExampleBill();
  // The form holds the catalogue's values; react-hook-form knows them as unknown.
  const values = { ...base.values, ...Object.fromEntries(FIELDS.map((key, at) => [key, watched[at]])) } as Values;
  const amount = isOdd(bill) ? null : bill;
  const example = amount === null ? null : discountExample(values, amount);
  return (
    <>
      <div className={css.example} role="group" aria-label="Example">
        <label id="example-bill-label" htmlFor="example-bill">
          {onBills(values) ? 'A bill of' : 'An item of'}
        </label>
        <NumberInput
          id="example-bill"
          labelledBy="example-bill-label"
          describedBy="example-result"
          value={bill}
          empty={null}
          onChange={setBill}
          integer={false}
          signed={false}
          unit={unitText('money', { currency: settings.currency, zone: settings.timeZone, gates: NO_GATES }, amount)}
          currency={settings.currency}
          invalid={false}
          disabled={false}
          required={false}
        />
        <span id="example-result" className={css.result}>
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

/** What was typed has the unit of the other kind of discount: the way to that kind, with the number. */
function OtherKind({ values }: { values: Values }) {
  const { form, settings } = useEditor();
  const { discountType, discountValue } = values;
  if (!isOdd(discountValue) || discountValue.odd !== 'typed') return null;
  const { text } = discountValue;
  for (const type of ['PERC', 'ABS']) {
    const { currency, timeZone: zone } = settings;
    const unit = unitText('discount', { currency, zone, gates: { ...NO_GATES, discountType: type } }, null);
    const reading = readNumber(text, { whole: false, printed: false, unit, currency });
    // What can be read without a unit is a value by now, and not a text.
    if (reading === null || !('value' in reading)) continue;
    const named = `${discountText(type, reading.value, currency)} is ${type === 'PERC' ? 'a percentage' : 'an amount'}.`;
    const take = () => {
      form.setValue('discountType', type);
      form.setValue('discountValue', reading.value, { shouldTouch: true });
      document.getElementById(rowId('discountValue'))?.focus();
    };
    return (
      <p className={css.example}>
        {named}{' '}
        <button type="button" className="link" onClick={take}>
          {type === discountType
            ? 'Take it'
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
  return known(values.discountValue) === null
    ? 'Enter the discount to see what it pays.'
    : 'No save takes this discount.';
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
  const value = known(values.discountValue) ?? 0;
  const type = known(values.discountType) ?? '';
  return (
    <>
      <span>{'pays '}</span>
      <b>{money(pays)}</b>
      <span>{`, ${money(off)} off${uncapped !== null ? `, capped: ${discountText(type, value, currency)} would be ${money(uncapped)}` : ''}${type !== 'PERC' && value > bill ? `, as the discount is more than the ${onBills(values) ? 'bill' : 'item'}` : ''}.`}</span>
    </>
  );
}
