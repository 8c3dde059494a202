import { type Filter, type FilterKey, LIST_FILTERS, type Range } from '#contract/list-filters.ts';
import { formatDay } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { entryLabel } from '../../series/entry-label.ts';

function rangeText<T>({ from, to }: Range<T>, print: (end: T) => string, words: readonly [string, string]): string {
  if (from === null) return to === null ? '' : `${words[1]} ${print(to)}`;
  if (to === null) return `${words[0]} ${print(from)}`;
  return from === to ? print(from) : `${print(from)} to ${print(to)}`;
}

/** What a filter asks for, in words. `name`: of its entry or its person; undefined until it is known. */
export function filterText(key: FilterKey, filter: Filter, name?: string): string {
  const entry = LIST_FILTERS[key];
  switch (filter.type) {
    case 'choices': {
      const options: Readonly<Record<string, string>> = 'options' in entry ? entry.options : {};
      return filter.chosen.map((each) => options[each] ?? each).join(' or ');
    }
    case 'none':
      return 'none' in entry ? entry.none : '';
    case 'numbers':
      return rangeText(filter.range, formatNumber, ['at least', 'at most']);
    case 'days':
      return rangeText(filter.range, formatDay, ['from', 'until']);
    case 'moment':
      return `${formatDay(filter.day)} ${filter.time}`;
    case 'entry':
      return name ?? `${entryLabel(filter.entry.type)} ${filter.entry.id}`;
    case 'property': {
      const [property, value] = partsOfProperty(filter.text);
      return value === '' ? property : `${property} is ${value}`;
    }
    case 'person':
      return name ?? filter.text;
  }
}

/** The name and the value of a custom property. */
export function partsOfProperty(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
