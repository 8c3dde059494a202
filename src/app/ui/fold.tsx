import { type ReactNode, useId, useState } from 'react';
import css from './fold.module.css';
import { ChevronIcon } from './icons.tsx';

interface FoldProps {
  /** "Rarely used (4)". */
  readonly label: string;
  /** Opens when this becomes true, for example because of an error inside. The user can close it again. */
  readonly openWhen?: boolean;
  /** Names of the fields inside, written to `data-holds` so that `focusField` finds the fold to open. */
  readonly holds?: readonly string[];
  readonly children: ReactNode;
}

/** Shows its content on demand. The content is mounted on first opening and stays mounted. */
export function Fold({ label, openWhen = false, holds, children }: FoldProps) {
  const [open, setOpen] = useState(openWhen);
  const [mounted, setMounted] = useState(openWhen);
  const [lastOpenWhen, setLastOpenWhen] = useState(openWhen);
  const id = useId();

  if (openWhen !== lastOpenWhen) {
    setLastOpenWhen(openWhen);
    if (openWhen) {
      setOpen(true);
      setMounted(true);
    }
  }

  function toggle() {
    setOpen(!open);
    setMounted(true);
  }

  return (
    <div className={css.fold}>
      <button
        type="button"
        className={`secondary ${css.button}`}
        aria-expanded={open}
        aria-controls={id}
        data-holds={holds?.join(' ')}
        onClick={toggle}
      >
        <ChevronIcon size={16} />
        <span>{label}</span>
      </button>
      <div id={id} className={css.content} hidden={!open}>
        {mounted && children}
      </div>
    </div>
  );
}
