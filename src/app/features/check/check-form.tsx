import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ShownRule } from '#domain/redemption/check-answer.ts';
import { zoneName } from '#values/date-format.ts';
import { ariaHotkey } from '../../ui/hotkeys.ts';
import { Fold } from '../../ui/fold.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type InputErrors, INPUTS, type InputKey, type Inputs, ISSUANCE } from './check-inputs.ts';
import css from './check.module.css';
import { ProductInput, StoreInput } from './entry-input.tsx';
import type { DirectoryIndex } from './use-directory-index.ts';

type Shown = Exclude<InputKey, 'kind'>;

const MAX_NAME_LENGTH = 30;

/** The label of an input; of another name in the URL, the start of the name. */
export function inputLabel(name: string): string {
  if (name === 'kind') return 'What is checked';
  const key = INPUTS.find((each): each is Shown => each === name && each !== 'kind');
  return key === undefined ? `“${name.slice(0, MAX_NAME_LENGTH)}”` : ENTRIES[key].label;
}

export const inputId = (key: InputKey) => `check-${key}`;

interface Entry {
  readonly label: string;
  readonly type: 'digits' | 'amount' | 'date' | 'datetime-local' | 'store' | 'product' | 'holder' | 'yesNo';
  /** The rules that read it. */
  readonly rules: readonly string[];
  /** What it is about. Missing: both. */
  readonly of?: 'redemption' | 'issuance';
  /** With a common code, its own counters are those of the series. */
  readonly notForCommonCode?: true;
}

const ENTRIES: Readonly<Record<Shown, Entry>> = {
  error: { label: 'Error number from the till', type: 'digits', rules: [] },
  place: { label: 'Store or till', type: 'store', rules: ['places', 'oldPlaces', 'store'] },
  bill: { label: 'Bill', type: 'amount', rules: ['minBill', 'maxBill'], of: 'redemption' },
  product: { label: 'Product on the bill', type: 'product', rules: ['products'], of: 'redemption' },
  issued: { label: 'Coupon issued on', type: 'date', rules: ['couponEnd', 'wait'], of: 'redemption' },
  issuedTo: { label: 'Coupon issued to', type: 'holder', rules: ['who'], of: 'redemption' },
  codeUses: {
    label: 'This code was redeemed',
    type: 'digits',
    rules: ['oneCode', 'codeCeiling'],
    of: 'redemption',
    notForCommonCode: true,
  },
  codeUsesByCustomer: {
    label: '… by this customer',
    type: 'digits',
    rules: ['sameCustomer'],
    of: 'redemption',
    notForCommonCode: true,
  },
  customerUses: {
    label: 'This customer redeemed in the series',
    type: 'digits',
    rules: ['customerCeiling', 'sameCustomer', 'gap'],
    of: 'redemption',
  },
  seriesUses: {
    label: 'Redeemed in the series in total',
    type: 'digits',
    rules: ['maxRedeem', 'oneCode'],
    of: 'redemption',
  },
  lastUse: { label: 'This customer last redeemed', type: 'datetime-local', rules: ['gap'], of: 'redemption' },
  registered: {
    label: 'Customer registered on',
    type: 'date',
    rules: ['registeredFrom', 'registeredUntil'],
    of: 'redemption',
  },
  transactions: { label: 'Transactions before this bill', type: 'digits', rules: ['transactions'], of: 'redemption' },
  moment: { label: 'Tried at', type: 'datetime-local', rules: ['range', 'seriesEnd', 'start', 'over', 'issueGap'] },
  codeEnd: { label: 'Last day of this code', type: 'date', rules: [], of: 'redemption' },
  holds: { label: 'Customer holds an unused coupon', type: 'yesNo', rules: ['held'], of: 'issuance' },
  had: {
    label: 'Coupons this customer got so far',
    type: 'digits',
    rules: ['commonCode', 'customerLimit'],
    of: 'issuance',
  },
  lastIssue: { label: 'This customer last got one', type: 'datetime-local', rules: ['issueGap'], of: 'issuance' },
  holdsExcluded: {
    label: 'Customer holds a coupon of an excluded series',
    type: 'yesNo',
    rules: ['exclusion'],
    of: 'issuance',
  },
  issuedInSeries: { label: 'Issued in the series in total', type: 'digits', rules: ['total'], of: 'issuance' },
};

const CHOICES: Readonly<Record<'holder' | 'yesNo', Readonly<Record<string, string>>>> = {
  holder: { '': 'Unknown', customer: 'This customer', other: 'Another customer', none: 'Not issued yet' },
  yesNo: { '': 'Unknown', yes: 'Yes', no: 'No' },
};

/** Always shown, though no rule may need them. */
const FIRST: readonly InputKey[] = ['error', 'place', 'bill', 'moment', 'holds'];

interface FormProps {
  readonly inputs: Inputs;
  readonly errors: InputErrors;
  readonly onChange: (key: InputKey, text: string) => void;
  /** The rules while nothing is known about the attempt. */
  readonly blank: readonly ShownRule[];
  readonly index: DirectoryIndex;
  readonly zone: string;
  readonly now: number;
  readonly isCommonCode: boolean;
}

/** What is known about the attempt. An empty input means that it is unknown. */
export function CheckForm({ inputs, errors, onChange, blank, index, zone, now, isCommonCode }: FormProps) {
  const open = new Set(blank.filter(({ outcome }) => outcome !== 'pass').map(({ rule }) => rule.id));
  const isNeeded = (key: Shown) => FIRST.includes(key) || ENTRIES[key].rules.some((rule) => open.has(rule));
  const other = inputs.kind === ISSUANCE ? 'redemption' : 'issuance';
  const shown = INPUTS.filter(
    (key): key is Shown =>
      key !== 'kind' && ENTRIES[key].of !== other && (!isCommonCode || !ENTRIES[key].notForCommonCode),
  );
  const needed = shown.filter(isNeeded);
  const others = shown.filter((key) => !isNeeded(key));
  const control = (key: Shown): ReactNode => (
    <Control key={key} name={key} text={inputs[key]} error={errors[key]} onChange={onChange} index={index} />
  );
  return (
    <form
      data-roomy
      className={`surface rows ${css.inputs}`}
      aria-label="What is known"
      autoComplete="off"
      onSubmit={(event) => event.preventDefault()}
    >
      <h2 className="heading">What is known</h2>
      <p className="secondary">{`Leave out what you do not know. Times in ${zoneName(now, zone)}; without a time the check is for now.`}</p>
      {needed.map(control)}
      <Fold label={`No effect on this series (${others.length})`} openWhen={others.some((key) => inputs[key] !== '')}>
        <div className="rows" data-roomy>
          {others.map(control)}
        </div>
      </Fold>
    </form>
  );
}

interface ControlProps {
  readonly name: Shown;
  readonly text: string;
  readonly error: string | undefined;
  readonly onChange: (key: InputKey, text: string) => void;
  readonly index: DirectoryIndex;
}

function Control({ name, text, error, onChange, index }: ControlProps) {
  const { label, type } = ENTRIES[name];
  const shared = {
    id: inputId(name),
    label: <span>{label}</span>,
    error: error === undefined ? undefined : <Notice tone="error">{error}</Notice>,
  };
  if (type === 'store' || type === 'product') {
    const Input = type === 'store' ? StoreInput : ProductInput;
    return <Input {...shared} value={text} onChange={(value) => onChange(name, value)} index={index} />;
  }
  if (type === 'holder' || type === 'yesNo')
    return (
      <NativeSelect
        {...shared}
        value={Object.hasOwn(CHOICES[type], text) ? text : ''}
        onChange={(event) => onChange(name, event.currentTarget.value)}
        data={Object.entries(CHOICES[type]).map(([value, word]) => ({ value, label: word }))}
      />
    );
  const isText = type === 'digits' || type === 'amount';
  return (
    <TextInput
      {...shared}
      type={isText ? 'text' : type}
      inputMode={type === 'digits' ? 'numeric' : type === 'amount' ? 'decimal' : undefined}
      placeholder={isText ? 'Unknown' : undefined}
      autoComplete="off"
      maxLength={isText ? 20 : undefined}
      aria-keyshortcuts={name === 'error' ? ariaHotkey('search') : undefined}
      value={text}
      onChange={(event) => onChange(name, event.currentTarget.value)}
    />
  );
}
