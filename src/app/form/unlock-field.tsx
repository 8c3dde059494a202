import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { useEditor } from './editor-context.tsx';
import css from './field-row.module.css';

const UnlockDialog = lazy(() => import('./unlock-dialog.tsx').then((module) => ({ default: module.UnlockDialog })));

/** Why a field is locked, and the way in: typing what it will do. */
export function UnlockField({ name }: { name: FieldKey }) {
  const { store } = useEditor();
  const { label, because } = fieldOf(name);
  const [open, setOpen] = useState(false);
  return (
    <div className={css.locked}>
      <p className={css.help}>{because}</p>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        Unlock…<span className="visually-hidden"> {label}</span>
      </Button>
      {open && (
        <Suspense>
          <UnlockDialog name={name} onUnlock={() => store.unlock(name)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
