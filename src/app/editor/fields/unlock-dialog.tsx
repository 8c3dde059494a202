import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';

interface Props {
  readonly label: string;
  readonly because: string;
  /** The words to type as a confirmation. */
  readonly phrase: string;
  /** For example "20,645 coupons"; null if there are none. */
  readonly issued: string | null;
  /** What comes after it. */
  readonly next: string;
  readonly onUnlock: () => void;
  readonly onClose: () => void;
}

export function UnlockDialog({ label, because, phrase, issued, next, onUnlock, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const matches = typed.trim().replace(/\s+/g, ' ').toLowerCase() === phrase;
  return (
    <Dialog opened onClose={onClose} title={`Unlock “${label}”`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (matches) onUnlock();
          else setRefused(true);
        }}
      >
        <div className="stack">
          <p>{because}</p>
          {issued && (
            <p>
              <span>{'So far this series has issued '}</span>
              <b>{issued}</b>
              <span>.</span>
            </p>
          )}
          <p className="secondary">{next}</p>
        </div>
        <TextInput
          mt="md"
          label={<span>{`Type “${phrase}” to continue`}</span>}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setRefused(false);
          }}
          error={refused && `Type the words “${phrase}”, or cancel.`}
          errorProps={{ role: 'alert' }}
          data-autofocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Unlock</Button>
        </div>
      </form>
    </Dialog>
  );
}
