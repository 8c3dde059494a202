import { ReviewDialog } from '../../src/app/editor/save/review-dialog.tsx';
import { prepareUpdate } from '../../src/app/editor/save/prepare-update.ts';
import { useEditor } from '../../src/app/editor/state/editor-context.tsx';
import { useEditorState } from '../../src/app/editor/state/editor-store.ts';
import { ConfirmDialog } from '../../src/app/ui/confirm-dialog.tsx';
import { LeaveDialog } from '../../src/app/ui/leave-dialog.tsx';
import { payload } from '../../src/domain/testing/builders.ts';
import type { Values } from '../../src/catalogue/catalogue.ts';
import type { JsonObject } from '../../src/values/json.ts';
import type { CasePage } from './cases.ts';
import { EditorHarness, SETTINGS, usePrint } from './editor-harness.tsx';

const STORED = payload('put_response_698948.json');
const HELD = { ...STORED, numIssued: 15_000, numRedeemed: 2_569, isMultipleUseAllowed: false };
const EDITS = { description: 'Another name', discountValue: 40, validTillDate: '2030-12-31', maxCreate: null };
const ignore = () => {};

interface ReviewProps {
  readonly source: 'embedded' | 'upstream';
  readonly saving?: boolean;
  readonly problem?: string;
}

function Review({ source, saving = false, problem }: ReviewProps) {
  const state = useEditorState(useEditor().store, (whole) => whole);
  const print = usePrint();
  return (
    <ReviewDialog
      values={state.values}
      update={prepareUpdate({ ...state, changes: state.changes.values() }, SETTINGS.clusterTimeZone, source)}
      issues={state.issues}
      printBefore={print}
      print={print}
      settings={{ ...SETTINGS, source }}
      lastSent={null}
      saving={saving}
      problem={problem ?? null}
      input={{ reason: '', decisions: new Map() }}
      onInput={ignore}
      onSave={ignore}
      onClose={ignore}
    />
  );
}

interface Reviewed {
  readonly wire?: JsonObject;
  readonly edits?: Partial<Values>;
}

const review =
  ({ wire = STORED, edits = EDITS, ...props }: ReviewProps & Reviewed) =>
  () => (
    <EditorHarness wire={wire} edits={edits}>
      <Review {...props} />
    </EditorHarness>
  );

export const dialogCases: CasePage = {
  isSingle: true,
  cases: {
    review: review({ source: 'embedded' }),
    'review, upstream': review({ source: 'upstream' }),
    'review, saving': review({ source: 'embedded', saving: true }),
    'review, refused': review({ source: 'embedded', problem: 'The server cannot be reached. Nothing was saved.' }),
    'review, ends coupons': review({
      source: 'embedded',
      wire: HELD,
      edits: { validTillDate: '2026-01-01', maxRedemptionsInSeriesPerUser: 1 },
    }),
    'review, restricts coupons': review({
      source: 'embedded',
      wire: HELD,
      edits: { minBillAmount: 9000, maxRedemptionsInSeriesPerUser: 1, productInfo: [{ type: 'SKU', ids: [1] }] },
    }),
    confirm: () => (
      <ConfirmDialog
        title="Revoke this token?"
        confirmLabel="Revoke token"
        isPending={false}
        error="The server cannot be reached."
        onConfirm={ignore}
        onClose={ignore}
      >
        <p>Scripts that use it stop working at once.</p>
      </ConfirmDialog>
    ),
    leave: () => <LeaveDialog what="3 changes" onStay={ignore} onLeave={ignore} />,
  },
};
