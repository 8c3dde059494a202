import { useEffect, useRef, useState } from 'react';
import { CrossIcon, SearchIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import css from './series-list.module.css';

const PAUSE_MS = 200;

interface SearchBoxProps {
  readonly q: string;
  readonly onSearch: (q: string) => void;
}

/** Searches a moment after the last key. `/` gets here from anywhere on the page, Esc clears. */
export function SearchBox({ q, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(q);
  const [seen, setSeen] = useState(q);
  const [pushed, setPushed] = useState(q);
  const timer = useRef<number | undefined>(undefined);
  const input = useRef<HTMLInputElement>(null);

  // The address changed. Where that was not our own doing (back, a link), it decides what stands here.
  if (q !== seen) {
    setSeen(q);
    if (q !== pushed) {
      setText(q);
      setPushed(q);
    }
  }

  useEffect(() => {
    function focus(event: KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('input, textarea, select, [contenteditable], [role=dialog]')) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);

  useEffect(() => () => window.clearTimeout(timer.current), []);

  function push(next: string) {
    window.clearTimeout(timer.current);
    const trimmed = next.trim();
    setPushed(trimmed);
    if (trimmed !== q) onSearch(trimmed);
  }

  function change(next: string) {
    setText(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => push(next), PAUSE_MS);
  }

  function clear() {
    setText('');
    push('');
    input.current?.focus();
  }

  return (
    <form
      role="search"
      className={css.search}
      onSubmit={(event) => {
        event.preventDefault();
        push(text);
      }}
    >
      <SearchIcon size={17} />
      <input
        ref={input}
        type="search"
        className={css.searchInput}
        placeholder="Search name, id or any code"
        aria-label="Search series by name, id or any code"
        aria-keyshortcuts="/"
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return;
          event.preventDefault();
          clear();
        }}
      />
      {text === '' ? (
        <span className={css.hint} aria-hidden="true">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <button type="button" className={css.clear} aria-label="Clear the search" onClick={clear}>
          <CrossIcon size={15} />
        </button>
      )}
    </form>
  );
}
