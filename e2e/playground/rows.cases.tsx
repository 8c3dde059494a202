import { FieldRow } from '../../src/app/editor/fields/field-row.tsx';
import { ReadRow } from '../../src/app/editor/fields/read-row.tsx';
import type { FieldKey } from '../../src/catalogue/catalogue.ts';
import { payload } from '../../src/domain/testing/builders.ts';
import type { CasePage } from './cases.ts';
import { EditorHarness, usePrint } from './editor-harness.tsx';

const STORED = payload('put_response_698948.json');

function Rows({ keys, readOnly = false }: { readonly keys: readonly FieldKey[]; readonly readOnly?: boolean }) {
  const print = usePrint();
  return keys.map((key) =>
    readOnly ? <ReadRow key={key} name={key} print={print} /> : <FieldRow key={key} name={key} print={print} />,
  );
}

const KEYS: readonly FieldKey[] = ['description', 'discountValue', 'maxCreate', 'validTillDate'];

/** The states that a row has around its control. Each page of fields has all of them. */
export const rowCases: CasePage = {
  cases: {
    'As stored': () => (
      <EditorHarness wire={STORED}>
        <Rows keys={KEYS} />
      </EditorHarness>
    ),
    Changed: () => (
      <EditorHarness
        wire={STORED}
        edits={{ description: 'Another name', discountValue: 40, maxCreate: 900, validTillDate: '2030-12-31' }}
      >
        <Rows keys={KEYS} />
      </EditorHarness>
    ),
    'Half typed, and refused': () => (
      <EditorHarness
        wire={STORED}
        attempted
        edits={{
          description: '',
          discountValue: { unresolved: 'draft', text: '12a' },
          maxCreate: { unresolved: 'draft', text: '1.000' },
          validTillDate: { unresolved: 'draft', text: '31 Decem' },
        }}
      >
        <Rows keys={KEYS} />
      </EditorHarness>
    ),
    'Warning and error of the server': () => (
      <EditorHarness
        wire={STORED}
        serverIssues={[
          { field: 'description', severity: 'error', message: 'Another series has this name.', from: 'server' },
          { field: 'discountValue', severity: 'warning', message: 'The API ignores this value.', from: 'server' },
        ]}
      >
        <Rows keys={['description', 'discountValue']} />
      </EditorHarness>
    ),
    'Stored values that cannot be read': () => (
      <EditorHarness wire={{ ...STORED, discountValue: 'ten', validTillDate: 'soon', maxCreate: { a: 1 } }}>
        <Rows keys={['discountValue', 'maxCreate', 'validTillDate']} />
      </EditorHarness>
    ),
    'Not returned by the API': () => {
      const { productInfo: _products, redemptionOrgEntityDetails: _places, ...wire } = STORED;
      return (
        <EditorHarness wire={wire}>
          <Rows keys={['productInfo', 'redemptionOrgEntityDetails']} />
        </EditorHarness>
      );
    },
    'Locked, and unlocked': () => (
      <>
        <EditorHarness wire={STORED}>
          <Rows keys={['clientHandlingType']} />
        </EditorHarness>
        <EditorHarness wire={STORED} unlocked={['clientHandlingType']}>
          <Rows keys={['clientHandlingType']} />
        </EditorHarness>
      </>
    ),
    'Read only': () => (
      <EditorHarness wire={STORED}>
        <Rows keys={['numIssued', 'createdOn', 'ownedBy']} readOnly />
      </EditorHarness>
    ),
  },
};
