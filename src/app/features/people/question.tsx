import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import css from './fields.module.css';

interface QuestionProps {
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** What the button says that does it. */
  readonly does: string;
  readonly harmful?: boolean;
  readonly busy: boolean;
  /** Why it was refused. */
  readonly problem: string | null;
  readonly onDo: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot simply be taken back, and says there what came of it. */
export function Question({ title, children, does, harmful = true, busy, problem, onDo, onClose }: QuestionProps) {
  useReturnFocus();
  return (
    <Dialog opened onClose={onClose} title={title}>
      <div className={css.text}>
        {children}
        {problem !== null && (
          <Notice tone="error" layout="panel" live>
            {problem}
          </Notice>
        )}
      </div>
      <div className={css.actions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button {...(harmful ? { color: 'error' } : {})} onClick={onDo} loading={busy}>
          {does}
        </Button>
      </div>
    </Dialog>
  );
}
