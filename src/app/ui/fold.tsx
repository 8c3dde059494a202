import { type ReactNode, useId, useState } from 'react';
import css from './fold.module.css';
import { ChevronIcon } from './icons.tsx';

interface FoldProps {
  /** "Rarely used (4)". */
  readonly label: string;
  /** Opens at the moment this becomes true, for instance because something inside went wrong. It can be shut again. */
  readonly openWhen?: boolean;
  /** Names of what is inside, for whoever looks for one of them: they stand in `data-holds`. */
  readonly holds?: readonly string[];
  readonly children: ReactNode;
}

/** Shows its content on demand. The content is mounted when it is first shown and stays mounted. */
export function Fold({ label, openWhen = false, holds, children }: FoldProps) {
  const [open, setOpen] = useState(openWhen);
  const [mounted, setMounted] = useState(openWhen);
  const [heeded, setHeeded] = useState(openWhen);
  const id = useId();

  if (openWhen !== heeded) {
    setHeeded(openWhen);
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
        className={css.button}
        aria-expanded={open}
        aria-controls={id}
        data-holds={holds?.join(' ')}
        onClick={toggle}
      >
        <span className={css.chevron}>
          <ChevronIcon size={16} />
        </span>
        <span>{label}</span>
      </button>
      <div id={id} className={css.content} hidden={!open}>
        {mounted && children}
      </div>
    </div>
  );
}
