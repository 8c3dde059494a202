import { lazy, Suspense, useEffect, useState } from 'react';
import { SearchIcon } from '../../ui/icons.tsx';
import { command, isBareKey, isCommand } from '../../ui/keys.ts';

// Seen only by whoever asks for them.
const loadPalette = () => import('./palette-dialog.tsx');
const PaletteDialog = lazy(() => loadPalette().then((module) => ({ default: module.PaletteDialog })));
const KeysDialog = lazy(() => import('./keys-dialog.tsx').then((module) => ({ default: module.KeysDialog })));

type Open = 'palette' | 'keys' | null;

/** ⌘K, and / where the page has no search of its own, open the palette, ? the list of keys; on every page. */
export function PaletteHost({
  className,
  wordClassName,
}: {
  className: string | undefined;
  wordClassName: string | undefined;
}) {
  const [open, setOpen] = useState<Open>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const wanted = dialogOf(event);
      if (!wanted) return;
      event.preventDefault();
      // Another dialog has its own business to finish first.
      if (!document.querySelector('[role=dialog][aria-modal=true]')) setOpen(wanted);
      else setOpen((now) => (now === 'palette' && wanted === 'palette' ? null : now));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const close = () => setOpen(null);
  return (
    <>
      <button
        type="button"
        className={className}
        data-tip={`Find (${command('K')})`}
        aria-label="Find a field, a series or an action"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={() => void loadPalette().catch(() => {})}
        onClick={() => setOpen('palette')}
      >
        <SearchIcon />
        <span className={wordClassName}>Find</span>
      </button>
      <Suspense>
        {open === 'palette' && <PaletteDialog onClose={close} onShowKeys={() => setOpen('keys')} />}
        {open === 'keys' && <KeysDialog onClose={close} />}
      </Suspense>
    </>
  );
}

function dialogOf(event: KeyboardEvent): Exclude<Open, null> | null {
  if (event.key.toLowerCase() === 'k' && isCommand(event) && !event.shiftKey) return 'palette';
  if (!isBareKey(event)) return null;
  if (event.key === '?') return 'keys';
  return event.key === '/' && !document.querySelector('[type=search][aria-keyshortcuts="/"]') ? 'palette' : null;
}
