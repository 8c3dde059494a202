import { useRef, useState } from 'react';
import css from './copy-button.module.css';
import { CheckIcon, CopyIcon } from './icons.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, in words: "series id". */
  readonly what: string;
}

/** A small button that copies a text and says so for two seconds. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const timer = useRef<number | undefined>(undefined);

  async function copy() {
    const next = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
    setState(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setState('idle'), 2000);
  }

  return (
    <span className={css.copy}>
      <button
        type="button"
        className={css.button}
        data-copied={state === 'copied' || undefined}
        onClick={() => void copy()}
        aria-label={`Copy ${what}`}
        title={`Copy ${what}`}
      >
        {state === 'copied' ? <CheckIcon size={15} /> : <CopyIcon size={15} />}
      </button>
      <span
        role="status"
        className={state === 'refused' ? css.refused : 'visually-hidden'}
      >{`${state === 'copied' ? 'Copied' : ''}${state === 'refused' ? 'The browser did not allow it. Select the text and copy it.' : ''}`}</span>
    </span>
  );
}
