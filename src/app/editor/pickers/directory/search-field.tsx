import { type KeyboardEvent, useRef } from 'react';
import { CrossIcon, SearchIcon } from '../../../ui/icons.tsx';
import input from '../../../ui/input.module.css';
import css from './rows.module.css';

interface SearchFieldProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** The list that the arrow keys move in while the input keeps the focus. */
  readonly combobox?: { readonly listId: string; readonly activeId: string | undefined };
  /** Gets the focus when the dialog opens. */
  readonly focusOnOpen?: boolean;
}

/** A search input with a clear button. The first Esc clears it, the second closes the dialog. */
export function SearchField({ label, text, onText, onKeyDown, combobox, focusOnOpen = true }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <span className={`${input.field} ${css.search}`}>
      <SearchIcon size={16} />
      <input
        ref={field}
        className={input.input}
        type="text"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            onText('');
          } else onKeyDown?.(event);
        }}
        // Mantine's dialogs ignore Esc if the focused element has this attribute.
        data-mantine-stop-propagation={text !== '' || undefined}
        data-autofocus={focusOnOpen || undefined}
        {...(combobox === undefined
          ? {}
          : {
              role: 'combobox',
              'aria-expanded': true,
              'aria-autocomplete': 'list' as const,
              'aria-controls': combobox.listId,
              'aria-activedescendant': combobox.activeId,
            })}
      />
      {text !== '' && (
        <button
          type="button"
          className="icon-button"
          aria-label="Clear the search"
          onClick={() => {
            onText('');
            field.current?.focus();
          }}
        >
          <CrossIcon size={15} />
        </button>
      )}
    </span>
  );
}
