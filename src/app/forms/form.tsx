import type { ReactNode, SubmitEvent } from 'react';
import { Notice } from '../ui/notice.tsx';

interface FormProps {
  /** The result of `useSendForm`. */
  readonly state: {
    readonly submit: (event: SubmitEvent<HTMLFormElement>) => void;
    readonly error: ReactNode;
  };
  readonly label?: string;
  /** The buttons, below the error of the whole form. */
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** Fields below each other, the error of the whole form, and buttons. */
export function Form({ state: { submit, error }, label, actions, children }: FormProps) {
  return (
    <form className="rows" data-roomy onSubmit={submit} aria-label={label}>
      {children}
      {error !== null && (
        <Notice tone="error" layout="panel" live>
          {error}
        </Notice>
      )}
      {actions}
    </form>
  );
}
