import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { many } from '#domain/rules/rule.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { LockIcon } from '../../ui/icons.tsx';
import { useBase, useEditor } from '../state/editor-context.tsx';
import { rowId } from '../controls/field-status.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';

const UnlockDialog = lazyPart(
  () => import('./unlock-dialog.tsx'),
  (module) => module.UnlockDialog,
);

/** Badge after the label of a locked field. */
export function LockedMark() {
  return (
    <span className="cluster secondary">
      <LockIcon size={13} />
      <span>Locked</span>
    </span>
  );
}

interface UnlockQuestionProps {
  readonly name: FieldKey;
  /** What comes after it. */
  readonly next: string;
  readonly onUnlock: () => void;
  readonly onClose: () => void;
}

/** Asks to type the consequence of a change to a locked field. */
export function UnlockQuestion({ name, ...rest }: UnlockQuestionProps) {
  const base = useBase();
  const { label, because, unlockPhrase } = fieldOf(name);
  const issued = valueOrNull(base.values.numIssued) ?? 0;
  return (
    <Suspense>
      <UnlockDialog
        label={label}
        because={because ?? ''}
        phrase={unlockPhrase ?? ''}
        issued={issued > 0 ? many(issued, 'coupon') : null}
        {...rest}
      />
    </Suspense>
  );
}

/** Why a field is locked, with a button to unlock it. */
export function UnlockField({ name }: { name: FieldKey }) {
  const { store } = useEditor();
  const { label, because } = fieldOf(name);
  const [open, setOpen] = useState(false);
  const id = rowId(name);
  const onUnlock = () => {
    store.unlock(name);
    // The dialog and the button unmount before the next frame. Move the focus to the unlocked field.
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  };
  return (
    <div className="stack">
      <p id={`${id}-locked`} className="secondary">
        {because}
      </p>
      <Button variant="default" size="xs" aria-describedby={`${id}-locked`} onClick={() => setOpen(true)}>
        <span>Unlock…</span>
        <span className="visually-hidden">{` ${label}`}</span>
      </Button>
      {open && (
        <UnlockQuestion
          name={name}
          next="Unlocking changes nothing yet. You review your changes again before they are saved."
          onUnlock={onUnlock}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
