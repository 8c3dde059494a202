import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/Fieldset.layer.css';
import '@mantine/core/styles/SimpleGrid.layer.css';
import {
  Autocomplete,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ENTRY_TYPES } from '#contract/endpoint-constants.ts';
import {
  FILTER_KEYS,
  type FilterKey,
  LIST_FILTERS,
  type ListFilters,
  rangeParts,
  readFilter,
} from '#contract/list-filters.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { zoneName } from '#values/date-format.ts';
import { request } from '../../api/request.ts';
import { editorsQuery } from '../../api/history-queries.ts';
import { useEntry } from '../../series/entity-names.ts';
import { EntrySelect } from '../../series/entry-select.tsx';
import { entryLabel } from '../../series/entry-label.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { filterId, partName, readFilterForm, unfinishedIn } from './filter-form.ts';
import { filterText, partsOfProperty } from './filter-texts.ts';

const NO_ERRORS: ListFilters = {};

interface FiltersDialogProps {
  readonly filters: ListFilters;
  readonly settings: Settings;
  /** Epoch ms. */
  readonly now: number;
  readonly onFilters: (filters: ListFilters) => void;
  readonly onClose: () => void;
}

/** All filters of the list. They apply together, so that Back returns to the list before them. */
export function FiltersDialog({ filters, settings, now, onFilters, onClose }: FiltersDialogProps) {
  const [errors, setErrors] = useState(NO_ERRORS);
  const part = (key: FilterKey) => ({ name: key, text: filters[key] ?? '', error: errors[key] });
  const isMirror = settings.source === 'upstream';
  const apply = (next: ListFilters) => {
    onClose();
    onFilters(next);
  };
  return (
    <Dialog opened onClose={onClose} size={760} title="Filter the series">
      <form
        aria-label="Filters"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const read = readFilterForm(new FormData(form));
          const found = { ...read.errors, ...unfinishedIn(form) };
          const keys = FILTER_KEYS.filter((key) => found[key] !== undefined);
          setErrors(found);
          if (keys.length === 0) return apply(read.filters);
          const inputs = keys.map((key) => `#${filterId(key)}, [name="${key}"]:not([type=hidden]), [name^="${key}."]`);
          // The first on the page.
          form.querySelector<HTMLElement>(inputs.join())?.focus();
        }}
      >
        <SimpleGrid minColWidth="17rem" autoFlow="auto-fit" spacing="xl" verticalSpacing="lg">
          <EntryFilter {...part('place')} isOff={isMirror}>
            The series works in all of it. A store is also found by its zones, its concept, and series for every place.
          </EntryFilter>
          <EntryFilter {...part('product')} isOff={isMirror}>
            A product is also found by its category, its brand, and series for all products.
          </EntryFilter>
          <ChoicesFilter {...part('discount')} />
          <RangeFilter {...part('value')} />
          <ChoicesFilter {...part('codes')} />
          <ChoicesFilter {...part('owner')} />
          <RangeFilter {...part('starts')} />
          <RangeFilter {...part('ends')} />
          <MomentFilter {...part('validAt')} zone={zoneName(now, settings.timeZone)} />
          <EditorFilter {...part('changedBy')} />
          <RangeFilter {...part('maxIssued')} />
          <RangeFilter {...part('maxRedeemed')} />
          <PropertyFilter {...part('property')} />
        </SimpleGrid>
        <div className="actions">
          <Button variant="subtle" mr="auto" onClick={() => apply({})}>
            Clear filters
          </Button>
          <Button type="submit">Show series</Button>
        </div>
      </form>
    </Dialog>
  );
}

interface FilterProps {
  readonly name: FilterKey;
  readonly text: string;
  readonly error: string | undefined;
}

const errorId = (name: FilterKey) => `${filterId(name)}-error`;
const labelOf = (name: FilterKey) => <span>{LIST_FILTERS[name].label}</span>;
const legendOf = (name: FilterKey) => (
  <Text component="span" fz="0.875rem" fw={550}>
    {LIST_FILTERS[name].label}
  </Text>
);
const errorOf = (error: string | undefined, id?: string) =>
  error !== undefined && (
    <Notice tone="error" id={id}>
      {error}
    </Notice>
  );
/** For the inputs of a group with one error: Mantine describes an input by its own error only. */
const invalid = (name: FilterKey, error: string | undefined) =>
  error === undefined ? {} : { error: true, withAria: false, 'aria-invalid': true, 'aria-describedby': errorId(name) };

function ChoicesFilter({ name, text }: FilterProps) {
  const entry = LIST_FILTERS[name];
  const chosen = text.split(',');
  return (
    <Fieldset variant="unstyled" legend={legendOf(name)}>
      <Stack gap="xs">
        {Object.entries('options' in entry ? entry.options : {}).map(([value, label]) => (
          <Checkbox
            key={value}
            size="xs"
            radius="xs"
            name={name}
            value={value}
            label={label}
            defaultChecked={chosen.includes(value)}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}

/** Both ends of a range of numbers or days, or no value at all. */
function RangeFilter({ name, text, error }: FilterProps) {
  const entry = LIST_FILTERS[name];
  const [isNone, setIsNone] = useState(text === 'none');
  const [from, to] = text === 'none' ? ['', ''] : rangeParts(text);
  const input = (part: 'from' | 'to', value: string) => (
    <TextInput
      name={partName(name, part)}
      type={entry.type === 'days' ? 'date' : 'text'}
      inputMode={entry.type === 'days' ? undefined : 'decimal'}
      aria-label={`${entry.label}, ${part}`}
      placeholder="Any"
      {...invalid(name, error)}
      disabled={isNone}
      maxLength={20}
      defaultValue={value}
      flex={1}
      miw={0}
    />
  );
  return (
    <Fieldset variant="unstyled" legend={legendOf(name)}>
      <Stack gap="xs">
        <Group gap="xs" wrap="nowrap">
          {input('from', from)}
          <span className="secondary">to</span>
          {input('to', to)}
        </Group>
        {errorOf(error, errorId(name))}
        {'none' in entry && (
          <Checkbox
            size="xs"
            radius="xs"
            name={partName(name, 'none')}
            label={entry.none}
            checked={isNone}
            onChange={(event) => setIsNone(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </Fieldset>
  );
}

function MomentFilter({ name, text, error, zone }: FilterProps & { readonly zone: string }) {
  return (
    <TextInput
      id={filterId(name)}
      name={name}
      type="datetime-local"
      label={labelOf(name)}
      description={`By the clock of the stores, ${zone}.`}
      error={errorOf(error)}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      defaultValue={text}
    />
  );
}

interface EntryFilterProps extends FilterProps {
  readonly isOff: boolean;
  readonly children: string;
}

function EntryFilter({ name, text, error, isOff, children }: EntryFilterProps) {
  const [key, setKey] = useState(text);
  const entry = LIST_FILTERS[name];
  const types = ENTRY_TYPES.filter((type) => 'types' in entry && entry.types.some((known) => known === type));
  const filter = readFilter(name, key);
  const ref = filter?.type === 'entry' ? filter.entry : null;
  const known = useEntry(types.find((type) => type === ref?.type) ?? 'STORE', ref?.id ?? 0);
  if (isOff && 'unmirrored' in entry)
    return <TextInput id={filterId(name)} label={labelOf(name)} disabled description={entry.unmirrored} />;
  const chosen = filter &&
    ref && {
      value: key,
      label: filterText(name, filter, known?.name),
      detail: entryLabel(ref.type),
    };
  return (
    <Stack
      gap="xs"
      onKeyDown={(event) => {
        // Before the results arrive, Enter would apply the other filters and lose what is typed here.
        if (event.key === 'Enter') event.preventDefault();
      }}
    >
      <EntrySelect
        id={filterId(name)}
        label={labelOf(name)}
        types={types}
        clearLabel={`Clear ${entry.label}`}
        chosen={chosen}
        error={errorOf(error)}
        onChange={setKey}
      />
      <input type="hidden" name={name} value={key} />
      <Help>{children}</Help>
    </Stack>
  );
}

const Help = ({ children }: { readonly children: ReactNode }) => <p className="tertiary">{children}</p>;

function EditorFilter({ name, text }: FilterProps) {
  const { data = [] } = useQuery(editorsQuery());
  const isKnown = text === '' || data.some(({ id }) => id === text);
  return (
    <NativeSelect
      // The option of the filter arrives with the people.
      key={String(isKnown)}
      id={filterId(name)}
      name={name}
      label={labelOf(name)}
      description="Saved here; the archive of the journal is left out."
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={[
        { value: '', label: 'Anyone' },
        ...(isKnown ? [] : [{ value: text, label: text }]),
        ...data.map(({ id, name: label }) => ({ value: id, label })),
      ]}
      defaultValue={text}
    />
  );
}

function PropertyFilter({ name, text, error }: FilterProps) {
  const { data } = useQuery({
    queryKey: ['directory', 'property-keys'],
    queryFn: ({ signal }) => request('GET /api/directory/property-keys', { signal }),
  });
  const [property, value] = partsOfProperty(text);
  return (
    <Fieldset variant="unstyled" legend={legendOf(name)}>
      <Stack gap="xs">
        <Group gap="xs">
          <Autocomplete
            name={name}
            aria-label="Custom property, name"
            placeholder="Name"
            maxLength={100}
            {...invalid(name, error)}
            data={[...(data?.keys ?? [])]}
            defaultValue={property}
            comboboxProps={{ withinPortal: false }}
            flex="1 1 7rem"
          />
          <TextInput
            name={partName(name, 'value')}
            aria-label="Custom property, value"
            placeholder="Any value"
            maxLength={150}
            defaultValue={value}
            flex="1 1 7rem"
          />
        </Group>
        {errorOf(error, errorId(name))}
      </Stack>
    </Fieldset>
  );
}
