import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { ariaHotkey, hotkeyText, useHotkey } from '../../ui/hotkeys.ts';
import { SearchIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import css from './series-list.module.css';

const DEBOUNCE_MS = 200;

interface SearchBoxProps {
  readonly q: string;
  readonly onSearch: (q: string) => void;
  /** Enter: opens the first series that matches, when the answer is there. */
  readonly onOpenFirst: (q: string) => void;
  /** Arrow down: moves the focus into the list. */
  readonly onEnterList: () => void;
}

/**
 * A debounced search. `/` focuses it from anywhere on the page, Esc clears it, Enter opens the first series, Arrow down goes
 * into the list.
 */
export function SearchBox({ q, onSearch, onOpenFirst, onEnterList }: SearchBoxProps) {
  const [text, setText] = useState(q);
  const [lastQ, setLastQ] = useState(q);
  const [submitted, setSubmitted] = useState(q);
  const input = useRef<HTMLInputElement>(null);

  // The URL changed. If this field did not cause it (back, a link), take over its text.
  if (q !== lastQ) {
    setLastQ(q);
    if (q !== submitted) {
      setText(q);
      setSubmitted(q);
    }
  }

  useHotkey('search', () => {
    input.current?.focus();
    input.current?.select();
  });

  const submitSoon = useDebouncedCallback(submit, DEBOUNCE_MS);

  function submit(next: string) {
    submitSoon.cancel();
    const trimmed = next.trim();
    setSubmitted(trimmed);
    if (trimmed !== q) onSearch(trimmed);
  }

  function change(next: string) {
    setText(next);
    submitSoon(next);
  }

  function clear() {
    setText('');
    submit('');
    input.current?.focus();
  }

  return (
    <form
      role="search"
      className={css.search}
      onSubmit={(event) => {
        event.preventDefault();
        submit(text);
        if (text.trim() !== '') onOpenFirst(text.trim());
      }}
    >
      <TextInput
        ref={input}
        type="search"
        leftSection={<SearchIcon size={17} />}
        rightSectionPointerEvents="all"
        rightSection={
          text === '' ? (
            <span aria-hidden="true">
              <Kbd>{hotkeyText('search')}</Kbd>
            </span>
          ) : (
            <CloseButton size="1.5rem" aria-label="Clear the search" onClick={clear} />
          )
        }
        placeholder="Search name, id or any code"
        aria-label="Search series by name, id or any code"
        aria-keyshortcuts={ariaHotkey('search')}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            onEnterList();
          }
          if (event.key !== 'Escape' || text === '') return;
          event.preventDefault();
          clear();
        }}
      />
    </form>
  );
}
