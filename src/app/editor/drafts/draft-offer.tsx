import { Button } from '@mantine/core';
import { dequal } from 'dequal/lite';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { EDITABLE_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatValue } from '#catalogue/format.ts';
import type { Draft } from '#contract/draft-endpoints.ts';
import { readDraft } from '#domain/change/drafts.ts';
import { merge } from '#domain/change/merge.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { Banner } from '../../ui/banner.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RelativeTime } from '../../ui/timestamps.tsx';
import { ChangeRow, ValueChange } from '../changes/value-change.tsx';
import { ConflictDialog } from '../save/conflict-dialog.tsx';
import css from '../save/review.module.css';
import { changesText, fieldListText } from '../state/change-labels.ts';
import { useEditor } from '../state/editor-context.tsx';
import { useEditorState } from '../state/editor-store.ts';
import { revealField } from '../state/focus-field.ts';
import type { Editing } from '../state/use-editing.ts';
import type { DraftSync } from '../state/draft-sync.ts';

interface Props {
  readonly draft: Draft;
  readonly editing: Editing;
  readonly sync: DraftSync;
  /** The draft was merged into the form, or is not wanted. */
  readonly onDecide: () => void;
}

/**
 * Offers a draft that this form did not write: of an earlier visit, another tab or device. Nothing enters the form before
 * the user asks for it.
 */
export function DraftOffer({ draft, editing, sync, onDecide }: Props) {
  const { form, store, pipeline } = editing;
  const { settings } = useEditor();
  const [dialog, setDialog] = useState<'conflict' | 'discard' | null>(null);
  const { base, values } = useEditorState(store, (state) => state);
  const {
    base: draftBase,
    values: draftValues,
    dropped,
  } = useMemo(() => readDraft(draft.base, draft.values, settings.clusterTimeZone), [draft, settings.clusterTimeZone]);
  // The form, not the stored series: it may have newer input.
  const now = { ...base, values };
  const merged = merge(draftBase, draftValues, now);
  const changed = EDITABLE_KEYS.filter((key) => !dequal(merged.values[key], values[key]));
  const isDone = changed.length === 0 && dropped.length === 0;
  const hasInput = useEditorState(store, (state) => state.changes.size > 0);

  const start = useEffectEvent(() => {
    if (isDone) onDecide();
    else sync.pause();
  });
  useEffect(() => start(), [isDone]);

  const apply = (next: Values) => {
    const written = EDITABLE_KEYS.filter((key) => !dequal(next[key], pipeline.valuesNow()[key]));
    for (const key of written) form.setValue(key, next[key], { shouldTouch: true });
    pipeline.flush();
    onDecide();
    const [first] = written;
    if (first) requestAnimationFrame(() => revealField(first));
  };
  const resume = () => {
    pipeline.flush();
    const { base: current, values: latest } = store.get();
    const { clashes, values: next } = merge(draftBase, draftValues, { ...current, values: latest });
    if (clashes.length === 0) apply(next);
    else setDialog('conflict');
  };
  if (isDone) return null;
  const printOf = (of: Values) => ({
    currency: settings.currency,
    zone: settings.timeZone,
    gates: gatesOf(of, base.wire),
  });
  const [before, after] = [printOf(values), printOf(merged.values)];
  const discardLabel = hasInput ? 'Keep only the changes here' : 'Discard draft';
  return (
    <Banner tone="warn" title="You have a draft of this series">
      <p>
        <span>{`${changesText(changed.length)}, stored `}</span>
        <RelativeTime at={draft.savedAt} />
        {hasInput && <span>. The changes that you make here are not stored as a draft until you choose</span>}
        <span>.</span>
      </p>
      <dl className={css.receipt}>
        {changed.map((field) => (
          <ChangeRow key={field} field={field}>
            <ValueChange
              field={field}
              from={{ value: values[field], text: formatValue(fieldOf(field).kind, values[field], before) }}
              to={{ value: merged.values[field], text: formatValue(fieldOf(field).kind, merged.values[field], after) }}
            />
          </ChangeRow>
        ))}
      </dl>
      {merged.theirs.length > 0 && <p>{`Changed since the draft, and kept: ${fieldListText(merged.theirs, 6)}.`}</p>}
      {merged.clashes.length > 0 && (
        <p>{`Changed since the draft as well: ${fieldListText(merged.clashes, 6)}. “Continue” asks which value to use.`}</p>
      )}
      {dropped.length > 0 && (
        <p>{`This version of Coupon Desk cannot read a part of the draft: ${dropped.join(', ')}.`}</p>
      )}
      <div className="cluster">
        <Button onClick={resume}>Continue</Button>
        <Button variant="default" onClick={() => setDialog('discard')}>
          {discardLabel}
        </Button>
      </div>
      {dialog === 'discard' && (
        <ConfirmDialog
          title={`${discardLabel}?`}
          confirmLabel={discardLabel}
          isPending={false}
          error={null}
          onConfirm={onDecide}
          onClose={() => setDialog(null)}
        >
          <p>{`The draft is deleted: ${fieldListText(changed, 6)}.`}</p>
        </ConfirmDialog>
      )}
      {dialog === 'conflict' && (
        <ConflictDialog
          base={draftBase}
          mine={draftValues}
          theirs={now}
          merged={merged}
          saves="draft"
          zone={settings.timeZone}
          print={after}
          onResolve={(takeTheirs: ReadonlySet<FieldKey>) =>
            apply({ ...merged.values, ...Object.fromEntries([...takeTheirs].map((field) => [field, values[field]])) })
          }
          onClose={() => setDialog(null)}
        />
      )}
    </Banner>
  );
}
