import { type ComponentType, useState } from 'react';
import { controls } from '../../src/app/editor/fields/control-registry.ts';
import { type ControlProps, type KindOf, typed, type TypedText } from '../../src/app/editor/controls/control-types.ts';
import type { KindType, ValueByType } from '../../src/catalogue/model/kinds.ts';
import type { CasePage } from './cases.ts';
import { payload } from '../../src/domain/testing/builders.ts';
import { EditorHarness } from './editor-harness.tsx';
import { HOUR, NOW } from './now.ts';

type Value<T extends KindType> = ValueByType[T] | TypedText;

interface ControlCases<T extends KindType> {
  readonly kind: KindOf<T>;
  /** Values by the name of the state. The first is also shown invalid and disabled. */
  readonly values: Readonly<Record<string, Value<T>>>;
}

/** Some controls need the series that they belong to. */
const STORED = payload('put_response_698948.json');
const ZONE = 'Asia/Kolkata';
const number = { unit: 'plain', integer: true, min: 0, max: 2_147_483_647 } as const;

/** One entry per kind. A kind without cases does not compile. */
const cases: { readonly [T in KindType]: ControlCases<T> } = {
  text: { kind: { type: 'text' }, values: { filled: 'Member week', empty: '', 'two lines': 'one\ntwo' } },
  flag: { kind: { type: 'flag', on: 'Allowed', off: 'Refused' }, values: { on: true, off: false } },
  choice: {
    kind: { type: 'choice', options: { DAYS: 'Days', MONTHS: 'Months', MONTHS_END: 'Months, to the end' } },
    values: { known: 'DAYS', unknown: 'WEEKS' },
  },
  number: {
    kind: { type: 'number', ...number, unit: 'money' },
    values: { filled: 123_456, empty: null, 'half typed': typed('12a'), ambiguous: typed('1.000') },
  },
  limit: {
    kind: {
      type: 'limit',
      ...number,
      unit: 'coupons',
      none: [-1],
      write: -1,
      noneLabel: 'No limit',
      someLabel: 'Limit to',
    },
    values: { limited: 500, unlimited: null, 'half typed': typed('5 000 x') },
  },
  day: {
    kind: { type: 'day', noneLabel: 'No end' },
    values: { filled: '2026-12-31', none: null, 'half typed': typed('31 Decem') },
  },
  instant: { kind: { type: 'instant' }, values: { filled: new Date(NOW).toISOString(), none: null } },
  epoch: {
    kind: { type: 'epoch', none: [0], noneLabel: 'No end', edge: 'end' },
    values: { filled: NOW + 24 * HOUR, none: null, 'half typed': typed('tomorow') },
  },
  ids: {
    kind: { type: 'ids', of: 'series', noneLabel: 'With every series' },
    values: { filled: [698_948, 733_018], none: [], 'half typed': typed('702215 x') },
  },
  range: {
    kind: { type: 'range' },
    values: {
      filled: { dom: [], dow: [1, 2, 3, 4, 5], hours: [9, 10, 11, 17, 18] },
      any: { dom: [], dow: [], hours: [] },
    },
  },
  properties: {
    kind: { type: 'properties', maxRows: 10, elsewhere: {} },
    values: {
      filled: [
        { key: 'tier', value: 'gold' },
        { key: 'source', value: '' },
      ],
      none: [],
    },
  },
  products: {
    kind: { type: 'products' },
    values: {
      filled: [
        { type: 'SKU', ids: [1, 2, 3] },
        { type: 'BRAND', ids: [4] },
      ],
      none: [],
    },
  },
  places: {
    kind: { type: 'places' },
    values: {
      filled: [
        { type: 'ZONE', id: 1 },
        { type: 'STORE', id: 999_999 },
      ],
      none: [],
    },
  },
  raw: { kind: { type: 'raw' }, values: { object: { any: ['JSON', 1, null] }, none: null } },
};

interface StateProps<T extends KindType> {
  readonly id: string;
  readonly type: T;
  readonly kind: KindOf<T>;
  readonly start: Value<T>;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
}

function ControlState<T extends KindType>({ id, type, kind, start, invalid = false, disabled = false }: StateProps<T>) {
  const [value, setValue] = useState<Value<T>>(start);
  const Control: ComponentType<ControlProps<T>> = controls[type];
  return (
    <EditorHarness wire={STORED}>
      <label id={`${id}-label`} htmlFor={id} className="case-name">
        {id}
      </label>
      <Control
        id={id}
        label={id}
        kind={kind}
        value={value}
        onChange={setValue}
        onBlur={() => {}}
        describedBy={undefined}
        invalid={invalid}
        disabled={disabled}
        required={false}
        print={{ currency: 'INR', zone: ZONE, gates: { discountType: 'ABS', expiryStrategyType: 'DAYS' } }}
        clusterZone={ZONE}
      />
    </EditorHarness>
  );
}

// T joins the kind with its values.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function casesOf<T extends KindType>(type: T): CasePage['cases'] {
  const { kind, values }: ControlCases<T> = cases[type];
  const states = Object.entries(values);
  const [first] = states;
  const id = (state: string) => `${type}-${state.replaceAll(' ', '-')}`;
  return {
    ...Object.fromEntries(
      states.map(([state, start]) => [
        `${type}, ${state}`,
        () => <ControlState id={id(state)} type={type} kind={kind} start={start} />,
      ]),
    ),
    ...(first && {
      [`${type}, invalid`]: () => <ControlState id={id('invalid')} type={type} kind={kind} start={first[1]} invalid />,
      [`${type}, disabled`]: () => (
        <ControlState id={id('disabled')} type={type} kind={kind} start={first[1]} disabled />
      ),
    }),
  };
}

export const controlCases: CasePage = {
  cases: Object.assign({}, ...(Object.keys(cases) as KindType[]).map(casesOf)) as CasePage['cases'],
};
