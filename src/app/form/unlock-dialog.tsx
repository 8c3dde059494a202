import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { useReturnFocus } from '../ui/use-return-focus.ts';
import css from './field-row.module.css';

interface Props {
  readonly name: FieldKey;
  readonly onUnlock: () => void;
  readonly onClose: () => void;
}

export function UnlockDialog({ name, onUnlock, onClose }: Props) {
  const { label, because, unlockPhrase = '' } = fieldOf(name);
  useReturnFocus();
  const [typed, setTyped] = useState('');
  const matches = typed.trim().toLowerCase() === unlockPhrase;
  return (
    <Modal opened onClose={onClose} title={`Unlock “${label}”`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (matches) onUnlock();
        }}
      >
        <p>{because}</p>
        <TextInput
          mt="md"
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
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!matches}>
            Unlock
          </Button>
        </div>
      </form>
    </Modal>
  );
}
