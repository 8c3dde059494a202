import { Suspense, useRef, useState } from 'react';
import { usePerson } from '../../api/session-query.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import css from './view.module.css';

const ViewPanel = lazyPart(
  () => import('./view-panel.tsx'),
  (module) => module.ViewPanel,
);

/** Opens the panel for columns and density. */
export function ViewButton() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // The choice is stored with the account.
  if (!usePerson()) return null;
  return (
    <div className={css.whole}>
      <button
        ref={button}
        type="button"
        className={css.button}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span>Columns</span>
        <ChevronIcon size={16} />
      </button>
      {open && (
        <Suspense>
          <ViewPanel opener={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
