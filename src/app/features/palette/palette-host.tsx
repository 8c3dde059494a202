import { Suspense, useEffect, useRef, useState } from 'react';
import { SearchIcon } from '../../ui/icons.tsx';
import { command, isBareKey, isCommand } from '../../ui/keys.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

// Loaded on demand.
const loadPalette = () => import('./palette-dialog.tsx');
const PaletteDialog = lazyPart(loadPalette, (module) => module.PaletteDialog);
const KeysDialog = lazyPart(
  () => import('./keys-dialog.tsx'),
  (module) => module.KeysDialog,
);

type Open = 'palette' | 'keys' | null;

/**
 * On every page, ⌘K opens the palette and ? the list of shortcuts. / opens the palette on pages without a search field.
 */
export function PaletteHost({ className }: { readonly className: string }) {
  const [open, setOpen] = useState<Open>(null);
  const [query, setQuery] = useState('');
  const opener = useRef<Element | null>(null);

  const show = (dialog: Open) => {
    opener.current = document.activeElement;
    setOpen(dialog);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const dialog = dialogOf(event);
      if (!dialog) return;
      event.preventDefault();
      // Do not open it above another dialog.
      if (document.querySelector('[role=dialog][aria-modal=true]'))
        setOpen((current) => (current === dialog ? null : current));
      else show(dialog);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  // Return the focus, unless the selected command has moved it.
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
        <span className="visually-hidden">Find</span>
      </button>
      {open === 'palette' && (
        <Suspense fallback={<LoadingInput query={query} onType={setQuery} />}>
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

/** Buffers the typing until the palette has loaded. */
function LoadingInput({ query, onType }: { query: string; onType: (text: string) => void }) {
  return (
    <input
      className="visually-hidden"
      aria-label="Find"
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the user has just opened it
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
