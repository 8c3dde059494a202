import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { useReturnFocus } from '../ui/use-return-focus.ts';
import input from './controls/input.module.css';
import css from './field-row.module.css';

interface Props {
  readonly label: string;
  readonly because: string;
  /** What somebody types to go on. */
  readonly phrase: string;
  /** "20,645 coupons", where there are any. */
  readonly issued: string | null;
  readonly onUnlock: () => void;
  readonly onClose: () => void;
}

export function UnlockDialog({ label, because, phrase, issued, onUnlock, onClose }: Props) {
  useReturnFocus();
  const id = useId();
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
        <div className={css.consequence}>
          <p>{because}</p>
          {issued && (
            <p>
              <span>{'So far this series has issued '}</span>
              <b>{issued}</b>
              <span>.</span>
            </p>
          )}
          <p className={css.help}>
            Unlocking changes nothing yet. What you change is reviewed once more before it is saved.
          </p>
        </div>
        <div className={css.phrase}>
          <label htmlFor={id}>
            <span>{'Type '}</span>
            <b>{phrase}</b>
            <span>{' to go on'}</span>
          </label>
          <span className={`${input.field} ${input.wide}`} data-invalid={refused || undefined}>
            <input
              id={id}
              className={input.input}
              type="text"
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setRefused(false);
              }}
              aria-invalid={refused || undefined}
              aria-describedby={refused ? `${id}-refused` : undefined}
              data-autofocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </span>
          {refused && (
            <Notice tone="error" id={`${id}-refused`} live>{`Type the words “${phrase}”, or cancel.`}</Notice>
          )}
        </div>
        <div className={css.dialogActions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Unlock</Button>
        </div>
      </form>
    </Dialog>
  );
}
