import { Suspense, useRef, useState } from 'react';
import { usePerson } from '../../api/session.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import css from './view.module.css';

const ViewPanel = lazyPart(
  () => import('./view-panel.tsx'),
  (module) => module.ViewPanel,
);

/** Which columns the list shows, and how close its rows stand. */
export function ViewButton() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Kept with an account, so there has to be one.
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
