import { useState } from 'react';
import { UnlockDialog } from '../../src/app/editor/fields/unlock-dialog.tsx';
import { PickerDialog } from '../../src/app/editor/pickers/lists/picker-dialog.tsx';
import { PlacesDialog } from '../../src/app/editor/pickers/places/places-dialog.tsx';
import { ConflictDialog } from '../../src/app/editor/save/conflict-dialog.tsx';
import { ReviewDialog } from '../../src/app/editor/save/review-dialog.tsx';
import { prepareUpdate } from '../../src/app/editor/save/prepare-update.ts';
import { useEditor } from '../../src/app/editor/state/editor-context.tsx';
import { useEditorState } from '../../src/app/editor/state/editor-store.ts';
import { ConfirmDialog } from '../../src/app/ui/confirm-dialog.tsx';
import { LeaveDialog } from '../../src/app/ui/leave-dialog.tsx';
import { usePageCommands } from '../../src/app/ui/page-commands.ts';
import { PaletteDialog } from '../../src/app/features/palette/palette-dialog.tsx';
import { useListNames } from '../../src/app/series/entity-names.ts';
import { merge } from '../../src/domain/change/merge.ts';
import { gatesOf } from '../../src/domain/series/visibility.ts';
import { payload, series, typed } from '../../src/domain/testing/builders.ts';
import { PLACE_TYPES } from '../../src/contract/endpoint-constants.ts';
import type { Place } from '../../src/catalogue/model/kinds.ts';
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
      problem={problem === undefined ? null : new Error(problem)}
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

const STARTED = series({ ...STORED, description: 'Festive offer', maxCreate: 10_000, discountValue: 20 });
const MINE = typed(STARTED, { description: 'Festive offer for members', discountValue: 25 });
const THEIRS = series({ ...STORED, description: 'Diwali offer', maxCreate: 20_000, discountValue: 20 });

function Conflict() {
  return (
    <ConflictDialog
      base={STARTED}
      mine={MINE}
      theirs={THEIRS}
      merged={merge(STARTED, MINE, THEIRS)}
      saves={[{ at: '2026-11-23T06:31:00.000Z', author: 'Asha Menon', isOwn: false }]}
      zone={SETTINGS.timeZone}
      print={{ currency: SETTINGS.currency, zone: SETTINGS.timeZone, gates: gatesOf(STARTED.values, STARTED.wire) }}
      onResolve={ignore}
      onClose={ignore}
    />
  );
}

/** One place of each type; the last one is not in the directory. */
const CHOSEN_PLACES: readonly Place[] = [
  { type: 'ZONE', id: 33 },
  { type: 'STORE', id: 1201 },
  { type: 'STORE', id: 1221 },
  { type: 'TILL', id: 22_101 },
  { type: 'STORE', id: 4471 },
];

function Places() {
  const [places, setPlaces] = useState(CHOSEN_PLACES);
  const { nameOf } = useListNames(places);
  return (
    <PlacesDialog
      title="Places"
      start="find"
      places={places}
      none="Every store"
      types={PLACE_TYPES}
      placeIndex={nameOf}
      onChange={setPlaces}
      onClose={ignore}
    />
  );
}

function Products() {
  // Three SKUs of the directory and a deleted one.
  const [ids, setIds] = useState<readonly number[]>([500_101, 500_102, 500_231, 990_017]);
  return <PickerDialog type="SKU" one="SKU" many="SKUs" ids={ids} limit={10_000} onChange={setIds} onClose={ignore} />;
}

function Palette({ query }: { readonly query: string }) {
  usePageCommands({
    gates: () => gatesOf(STARTED.values, STARTED.wire),
    goToField: ignore,
    goToSection: ignore,
    actions: () => [{ label: 'Review and save', keys: '⌘S', run: ignore }],
  });
  const [text, setText] = useState(query);
  return <PaletteDialog query={text} onType={setText} onClose={ignore} onShowKeys={ignore} />;
}

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
        error={new Error('The server cannot be reached.')}
        onConfirm={ignore}
        onClose={ignore}
      >
        <p>Scripts that use it stop working at once.</p>
      </ConfirmDialog>
    ),
    conflict: () => <Conflict />,
    unlock: () => (
      <UnlockDialog
        label="How codes are made"
        because="Every code generated so far becomes invalid if this changes."
        phrase="invalidate all codes"
        issued="20,645 coupons"
        next="Unlocking changes nothing yet. You review your changes again before they are saved."
        onUnlock={ignore}
        onClose={ignore}
      />
    ),
    places: () => <Places />,
    products: () => <Products />,
    palette: () => <Palette query="" />,
    'palette, fields': () => <Palette query="limit per customer" />,
    leave: () => <LeaveDialog what="3 changes" onStay={ignore} onLeave={ignore} />,
  },
};
