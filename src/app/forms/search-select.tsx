import { type ComboboxParsedItem, Select, type SelectProps } from '@mantine/core';
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

/** Keeps the options that contain each word of the search. */
function filterByWords({ options, search }: { options: ComboboxParsedItem[]; search: string }) {
  const words = normalize(search).split(/\s+/);
  return options.filter((option) => 'label' in option && words.every((word) => normalize(option.label).includes(word)));
}

/** A select with a search, for long lists. Enter chooses the first match. */
export function SearchSelect({ label, options, onChange, detail, ...props }: SearchSelectProps) {
  const input = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
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
      onDropdownClose={() => input.current?.removeAttribute('aria-activedescendant')}
      filter={filterByWords}
      allowDeselect={false}
      openOnFocus={false}
      selectFirstOptionOnChange
      withCheckIcon={false}
      nothingFoundMessage="Nothing matches."
      withScrollArea={false}
      comboboxProps={{ withinPortal: false, keepMounted: false }}
      autoComplete="off"
      spellCheck={false}
      onKeyDownCapture={(event) => {
        // Mantine's own key handler does not know the match of a text that opened the list, such as a pasted one.
        const selected = event.key === 'Enter' && !event.nativeEvent.isComposing ? selectedOption() : null;
        if (!selected) return;
        event.preventDefault();
        event.stopPropagation();
        selected.click();
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
