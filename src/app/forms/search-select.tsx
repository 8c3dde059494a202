import { Select, type SelectProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Option } from '../ui/zone-options.ts';

interface SearchSelectProps extends Omit<SelectProps, 'data' | 'onChange'> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  /** Text next to an option. */
  readonly detail?: (value: string) => string;
}

const normalize = (text: string) => text.toLowerCase().replace(/[/_-]/g, ' ');

/** True if the label contains each word of the search. */
function matches(label: string, search: string): boolean {
  const text = normalize(label);
  return normalize(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** A select with a search, for long lists. Enter chooses the first match. */
export function SearchSelect({ label, options, onChange, detail, ...props }: SearchSelectProps) {
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState(props.defaultDropdownOpened ?? false);
  const [search, setSearch] = useState('');
  // A click opens the list at the stored option, a key at the first match.
  const [isTyping, setTyping] = useState(false);
  const selectedOption = () =>
    input.current?.ariaExpanded === 'true' ? document.querySelector<HTMLElement>('[data-combobox-selected]') : null;
  // Mantine announces the option that an arrow key selects, but not the first match that it selects during typing.
  useEffect(() => {
    const selected = selectedOption();
    if (selected) input.current?.setAttribute('aria-activedescendant', selected.id);
  }, [search]);
  return (
    <Select
      {...props}
      label={<span>{label}</span>}
      ref={input}
      data={options}
      onChange={(value) => value !== null && onChange(value)}
      searchable
      onSearchChange={setSearch}
      onBeforeInput={() => setTyping(true)}
      selectFirstOptionOnDropdownOpen={isTyping}
      dropdownOpened={opened}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => {
        setOpened(false);
        setTyping(false);
        input.current?.removeAttribute('aria-activedescendant');
      }}
      filter={({ options: items, search: words }) =>
        items.filter((item) => 'label' in item && matches(item.label, words))
      }
      allowDeselect={false}
      openOnFocus={false}
      selectFirstOptionOnChange
      withCheckIcon={false}
      // A list box without options is invalid for assistive technology.
      nothingFoundMessage={
        <span role="option" aria-disabled aria-selected={false}>
          Nothing matches.
        </span>
      }
      withScrollArea={false}
      comboboxProps={{ withinPortal: false, keepMounted: false }}
      autoComplete="off"
      spellCheck={false}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !opened) return;
        // Mantine's own key handler does not know the first match.
        const selected = selectedOption();
        // No option has been rendered yet if a text opened the list at once, such as a pasted one.
        const text = event.currentTarget.value;
        const isSearch = options.every((option) => option.value !== props.value || option.label !== text);
        const first = isSearch ? options.find((option) => matches(option.label, text)) : undefined;
        if (!selected && !first) return;
        event.preventDefault();
        event.stopPropagation();
        if (selected) return selected.click();
        if (first) onChange(first.value);
        setOpened(false);
      }}
      onFocus={(event) => event.currentTarget.select()}
      renderOption={({ option }) => (
        <>
          <span>{option.label}</span>
          {detail && <span className="secondary">{detail(option.value)}</span>}
        </>
      )}
    />
  );
}
