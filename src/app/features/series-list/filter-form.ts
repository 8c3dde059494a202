import { FILTER_KEYS, type FilterKey, LIST_FILTERS, type ListFilters, readFilter } from '#contract/list-filters.ts';
import { NOT_CHOSEN } from '../../series/result-select.tsx';
import { plainNumber, readNumber } from '#values/number-text.ts';

/** The id of the input of a filter that has one. */
export const filterId = (key: FilterKey) => `filter-${key}`;

/** The names of the parts of a filter in the form. */
export const partName = (key: FilterKey, part: 'from' | 'to' | 'none' | 'value') => `${key}.${part}`;

/** Typed digits without separators; unreadable text as it is. */
function numberText(text: string): string {
  const reading = readNumber(text, { whole: false, printed: false });
  return reading !== null && 'value' in reading ? plainNumber(reading.value) : text;
}

function filterIn(key: FilterKey, data: FormData): string {
  const part = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  switch (LIST_FILTERS[key].type) {
    case 'choices':
      return data
        .getAll(key)
        .filter((value) => typeof value === 'string')
        .join(',');
    case 'numbers':
    case 'days': {
      if (data.has(partName(key, 'none'))) return 'none';
      const ends = [part(partName(key, 'from')), part(partName(key, 'to'))];
      const [from = '', to = ''] = LIST_FILTERS[key].type === 'numbers' ? ends.map(numberText) : ends;
      return from === to ? from : `${from}..${to}`;
    }
    case 'property': {
      const value = part(partName(key, 'value'));
      return value === '' ? part(key) : `${part(key)}=${value}`;
    }
    default:
      return part(key);
  }
}

const MESSAGES = {
  choices: 'Choose from the list.',
  numbers: 'Enter numbers, the smaller one first.',
  days: 'Enter days, the earlier one first.',
  moment: 'Enter a date and a time.',
  entry: 'Choose from the list.',
  property: 'Enter the name of the property, and at most 200 characters.',
  person: 'Choose from the list.',
} as const;

interface ReadForm {
  readonly filters: ListFilters;
  /** Why a filter cannot be read. */
  readonly errors: ListFilters;
}

/** Filters with text that is no value: half a date, or a search without a choice. In the form's data they are empty. */
export function unfinishedIn(form: HTMLFormElement): ListFilters {
  const errors: Partial<Record<FilterKey, string>> = {};
  for (const input of form.querySelectorAll('input')) {
    const key = FILTER_KEYS.find((each) => each === input.name.split('.')[0] || filterId(each) === input.id);
    if (key === undefined) continue;
    if (input.dataset['unchosen'] !== undefined) errors[key] = NOT_CHOSEN;
    else if (input.validity.badInput)
      errors[key] = LIST_FILTERS[key].type === 'days' ? 'Complete the date.' : MESSAGES.moment;
  }
  return errors;
}

/** Reads the form of the filters. An empty part asks for nothing. */
export function readFilterForm(data: FormData): ReadForm {
  const texts = FILTER_KEYS.map((key) => [key, filterIn(key, data)] as const).filter(([, text]) => text !== '');
  return {
    filters: Object.fromEntries(texts),
    errors: Object.fromEntries(
      texts.flatMap(([key, text]) => (readFilter(key, text) ? [] : [[key, MESSAGES[LIST_FILTERS[key].type]]])),
    ),
  };
}
