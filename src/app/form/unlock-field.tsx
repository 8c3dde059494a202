import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { useEditor } from './editor-context.tsx';
import css from './field-row.module.css';

/** Why a field is locked, and the way in: typing what it will do. */
export function UnlockField({ name }: { name: FieldKey }) {
  const { unlock } = useEditor();
  const { label, because, unlockPhrase = '' } = fieldOf(name);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const matches = typed.trim().toLowerCase() === unlockPhrase;
  return (
    <div className={css.locked}>
      <p className={css.help}>{because}</p>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        Unlock…<span className="visually-hidden"> {label}</span>
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={`Unlock “${label}”`}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            if (matches) unlock(name);
          }}
        >
          <p>{because}</p>
          <TextInput
            label={
              <>
                Type <b>{unlockPhrase}</b> to go on
              </>
            }
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
            autoComplete="off"
          />
          <div className={css.dialogActions}>
            <Button variant="default" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" disabled={!matches}>
              Unlock
            </Button>
          </div>
        </form>
      </Modal>
    </div>
  );
}
