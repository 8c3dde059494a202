import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { many } from '#domain/rule.ts';
import { known } from '#domain/series.ts';
import { LockIcon } from '../ui/icons.tsx';
import { useBase, useEditor } from './editor-context.tsx';
import { rowId } from './field-marks.tsx';
import css from './field-row.module.css';
import { lazyPart } from '../ui/lazy-part.tsx';

const UnlockDialog = lazyPart(
  () => import('./unlock-dialog.tsx'),
  (module) => module.UnlockDialog,
);

/** Stands behind the name of a locked field. */
export function LockedMark() {
  return (
    <span className={css.lockedMark}>
      <LockIcon size={13} />
      <span>Locked</span>
    </span>
  );
}

/** Why a field is locked, and the way in: typing what it will do. */
export function UnlockField({ name }: { name: FieldKey }) {
  const { store } = useEditor();
  const base = useBase();
  const { label, because, unlockPhrase } = fieldOf(name);
  const issued = known(base.values.numIssued) ?? 0;
  const [open, setOpen] = useState(false);
  const id = rowId(name);
  const onUnlock = () => {
    store.unlock(name);
    // Dialog and button are gone with the next frame: the focus goes on to what was unlocked.
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  };
  return (
    <div className={css.locked}>
      <p id={`${id}-locked`} className={css.help}>
        {because}
      </p>
      <Button variant="default" size="xs" aria-describedby={`${id}-locked`} onClick={() => setOpen(true)}>
        <span>Unlock…</span>
        <span className="visually-hidden">{` ${label}`}</span>
      </Button>
      {open && (
        <Suspense>
          <UnlockDialog
            label={label}
            because={because ?? ''}
            phrase={unlockPhrase ?? ''}
            issued={issued > 0 ? many(issued, 'coupon') : null}
            onUnlock={onUnlock}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
