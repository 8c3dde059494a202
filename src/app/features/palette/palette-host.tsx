import { Suspense, useEffect, useRef, useState } from 'react';
import { SearchIcon } from '../../ui/icons.tsx';
import { command, isBareKey, isCommand } from '../../ui/keys.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

// Seen only by whoever asks for them.
const loadPalette = () => import('./palette-dialog.tsx');
const PaletteDialog = lazyPart(loadPalette, (module) => module.PaletteDialog);
const KeysDialog = lazyPart(
  () => import('./keys-dialog.tsx'),
  (module) => module.KeysDialog,
);

type Open = 'palette' | 'keys' | null;

/** ⌘K, and / where the page has no search of its own, open the palette, ? the list of keys; on every page. */
export function PaletteHost({ className, wordClassName }: Record<'className' | 'wordClassName', string | undefined>) {
  const [open, setOpen] = useState<Open>(null);
  const [query, setQuery] = useState('');
  const opener = useRef<Element | null>(null);

  const show = (wanted: Open) => {
    opener.current = document.activeElement;
    setOpen(wanted);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const wanted = dialogOf(event);
      if (!wanted) return;
      event.preventDefault();
      // Another dialog has its own business to finish first.
      if (document.querySelector('[role=dialog][aria-modal=true]')) setOpen((now) => (now === wanted ? null : now));
      else show(wanted);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  // The focus goes back to where it was, unless what was chosen has sent it somewhere else.
  useEffect(() => {
    if (open !== null) return;
    if (document.activeElement === document.body && opener.current instanceof HTMLElement)
      opener.current.focus({ preventScroll: true });
  }, [open]);

  const close = () => {
    setOpen(null);
    setQuery('');
  };
  return (
    <>
      <button
        type="button"
        className={className}
        data-tip={`Find (${command('K')})`}
        aria-label="Find a field, a series or an action"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={() => void loadPalette().catch(() => {})}
        onClick={() => show('palette')}
      >
        <SearchIcon />
        <span className={wordClassName}>Find</span>
      </button>
      {open === 'palette' && (
        <Suspense fallback={<Meanwhile query={query} onType={setQuery} />}>
          <PaletteDialog query={query} onType={setQuery} onClose={close} onShowKeys={() => setOpen('keys')} />
        </Suspense>
      )}
      {open === 'keys' && (
        <Suspense>
          <KeysDialog onClose={close} />
        </Suspense>
      )}
    </>
  );
}

/** Takes what is typed until the palette is there: nobody waits between ⌘K and the first letter. */
function Meanwhile({ query, onType }: { query: string; onType: (text: string) => void }) {
  return (
    <input
      className="visually-hidden"
      aria-label="Find"
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody has just asked for it
      autoFocus
      value={query}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}

function dialogOf(event: KeyboardEvent): Exclude<Open, null> | null {
  if (event.key.toLowerCase() === 'k' && isCommand(event) && !event.shiftKey) return 'palette';
  if (!isBareKey(event)) return null;
  if (event.key === '?') return 'keys';
  return event.key === '/' && !document.querySelector('[type=search][aria-keyshortcuts="/"]') ? 'palette' : null;
}
