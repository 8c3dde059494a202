import { Suspense, useEffect, useRef, useState } from 'react';
import { ariaHotkey, hotkeyText, useHotkey } from '../../ui/hotkeys.ts';
import { SearchIcon } from '../../ui/icons.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';

// Loaded on demand.
const PaletteDialog = lazyPart(
  () => import('./palette-dialog.tsx'),
  (module) => module.PaletteDialog,
);
const KeysDialog = lazyPart(
  () => import('./keys-dialog.tsx'),
  (module) => module.KeysDialog,
);

type Open = 'palette' | 'keys' | null;

/** Opens the palette and the list of hotkeys. */
export function PaletteHost({ className }: { readonly className: string }) {
  const [open, setOpen] = useState<Open>(null);
  const [query, setQuery] = useState('');
  const opener = useRef<Element | null>(null);

  const show = (dialog: Open) => {
    opener.current = document.activeElement;
    setOpen(dialog);
  };

  useHotkey('palette', () => show('palette'));
  // On a page with a search field, that field gets the key first.
  useHotkey('search', () => show('palette'));
  useHotkey('keys', () => show('keys'));
  useHotkey('leave');

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
        data-tip={`Find (${hotkeyText('palette')})`}
        aria-label="Find a field, a series or an action"
        aria-keyshortcuts={ariaHotkey('palette')}
        onPointerEnter={PaletteDialog.prefetch}
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
