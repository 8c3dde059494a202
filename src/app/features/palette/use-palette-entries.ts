import type { MantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { fieldOf, sections } from '#catalogue/catalogue.ts';
import { errorNumberIn, meaningOf } from '#domain/redemption/error-meanings.ts';
import { findFields, typedWords } from '#domain/search-fields.ts';
import { valueOrNull, type Series } from '#domain/series/series.ts';
import { type Status, statusOf } from '#domain/lifetime/status.ts';
import { findSeriesQuery, settingsQuery } from '../../api/series-queries.ts';
import { useMay } from '../../api/session-query.ts';
import { useTheme } from '../../ui/use-theme.ts';
import { useNow } from '../../ui/use-now.ts';
import { type Action, pageCommands } from '../../ui/page-commands.ts';

/** One line of the palette. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  /** Its section or its id. */
  readonly detail: string;
  readonly code?: string;
  readonly keys?: string;
  readonly status?: Status;
  /** Why the field is not shown; the entry then leads to its section. */
  readonly hidden?: string;
  readonly run: () => void;
}

export interface Group {
  readonly label: string;
  readonly entries: readonly Entry[];
  /** Number of matches that are not listed. */
  readonly more: number;
}

const MAX_FIELDS = 8;
const PAUSE_MS = 150;
const MIN_QUERY_LENGTH = 2;
const THEMES: Readonly<Record<MantineColorScheme, string>> = {
  light: 'Light theme',
  dark: 'Dark theme',
  auto: 'System theme',
};

/** The entries of the palette for a query: fields and sections of the page's editor, series, actions. */
export function useEntries(
  query: string,
  onShowKeys: () => void,
): { readonly groups: readonly Group[]; readonly busy: boolean; readonly failure: string | null } {
  const page = pageCommands();
  const words = typedWords(query);
  const error = useErrorNumber(words);
  const named = useFoundSeries(query.trim(), null);
  const checked = useFoundSeries(error.rest, error.number);
  // A name may contain the number: “₹600 off”.
  const found = error.number !== null && !named.busy && named.entries.length === 0 ? checked : named;
  const actions = useActions(page?.actions() ?? [], onShowKeys).filter(({ label }) =>
    words.every((word) => label.toLowerCase().includes(word)),
  );

  const fields = page && words.length > 0 ? findFields(query, page.gates()) : [];
  const fieldEntries = fields.slice(0, MAX_FIELDS).map(({ field, label, apiName, section, hidden }): Entry => ({
    id: `field-${field}`,
    title: label,
    detail: fieldOf(field).access === 'read' ? `${section}, read only` : section,
    code: apiName,
    ...(hidden === null ? {} : { hidden: `Not shown now: it ${hidden}.` }),
    run: () => page?.goToField(field),
  }));
  const sectionEntries = page
    ? sections
        .filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
        .map(({ id, label, about }): Entry => ({
          id: `section-${id}`,
          title: label,
          detail: about,
          run: () => page.goToSection(id),
        }))
    : [];
  const actionEntries = actions.map(({ label, keys, run }): Entry => ({
    id: `action-${label}`,
    title: label,
    detail: '',
    ...(keys ? { keys } : {}),
    run,
  }));

  const groups: Group[] = [
    { label: 'Errors', entries: error.entries, more: 0 },
    { label: 'Fields', entries: fieldEntries, more: fields.length - fieldEntries.length },
    { label: 'Series', entries: found.entries, more: 0 },
    ...(words.length > 0
      ? [
          { label: 'Sections', entries: sectionEntries, more: 0 },
          { label: 'Actions', entries: actionEntries, more: 0 },
        ]
      : [
          { label: 'Actions', entries: actionEntries, more: 0 },
          { label: 'Sections', entries: sectionEntries, more: 0 },
        ]),
  ];
  return { groups: groups.filter(({ entries }) => entries.length > 0), busy: found.busy, failure: found.failure };
}

function useActions(pageActions: readonly Action[], onShowKeys: () => void): readonly Action[] {
  const [theme, chooseTheme] = useTheme();
  const isAdministrator = useMay('administer');
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];
  return [
    ...pageActions,
    {
      label: 'Check a redemption',
      run: () =>
        void (id === undefined ? navigate({ to: '/check' }) : navigate({ to: '/series/$id/check', params: { id } })),
    },
    ...(id === undefined
      ? []
      : [
          {
            label: 'Compare with another series',
            run: () => void navigate({ to: '/series/$id/compare', params: { id } }),
          },
        ]),
    { label: 'All series', run: () => void navigate({ to: '/series' }) },
    { label: 'Your account', run: () => void navigate({ to: '/account' }) },
    ...(isAdministrator
      ? [
          { label: 'Accounts', run: () => void navigate({ to: '/accounts' }) },
          { label: 'Settings', run: () => void navigate({ to: '/settings' }) },
          { label: 'Server', run: () => void navigate({ to: '/settings/server' }) },
        ]
      : []),
    ...schemes
      .filter((scheme) => scheme !== theme)
      .map((scheme) => ({ label: THEMES[scheme], run: () => chooseTheme(scheme) })),
    { label: 'Keys', keys: '?', run: onShowKeys },
  ];
}

interface SeriesMatches {
  readonly entries: readonly Entry[];
  readonly busy: boolean;
  /** Why the search failed. */
  readonly failure: string | null;
}

/**
 * An error number of a till among the words: its meaning for the series of the page, or `rest`, the words that name
 * another series. A number alone may be an id as well, so it is also searched for.
 */
function useErrorNumber(words: readonly string[]): {
  readonly number: number | null;
  readonly rest: string;
  readonly entries: readonly Entry[];
} {
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  const at = words.findIndex((word) => errorNumberIn(word) !== null);
  const number = errorNumberIn(words[at] ?? '');
  const meaning = number === null ? null : meaningOf(number);
  if (number === null || meaning === null) return { number: null, rest: '', entries: [] };
  if (words.length > 1) return { number, rest: words.toSpliced(at, 1).join(' '), entries: [] };
  if (id === undefined) return { number: null, rest: '', entries: [] };
  const run = () => void navigate({ to: '/series/$id/check', params: { id }, search: { error: number } });
  return {
    number: null,
    rest: '',
    entries: [{ id: `error-${number}`, title: `${number}: ${meaning.meaning}`, detail: 'Check this series', run }],
  };
}

/** `tillError`: the matches lead to the check of this error number. */
function useFoundSeries(query: string, tillError: number | null): SeriesMatches {
  const navigate = useNavigate();
  const now = useNow();
  const [debounced] = useDebouncedValue(query, PAUSE_MS);
  const { data: settings } = useQuery(settingsQuery());
  const clusterZone = settings?.clusterTimeZone ?? 'UTC';
  const isSearch = debounced.length >= MIN_QUERY_LENGTH;
  const { data, isFetching, error } = useQuery({
    ...findSeriesQuery(debounced, clusterZone),
    enabled: isSearch && settings !== undefined,
  });
  const entryOf = ({ values, wire }: Series): Entry => {
    const id = Number(wire['id']);
    const { status, reason } = statusOf(values, { now, clusterZone, storeZone: settings?.timeZone ?? clusterZone });
    const name = valueOrNull(values.description)?.trim() || 'Unnamed series';
    return {
      id: `series-${id}`,
      title: name,
      detail: tillError === null ? String(id) : `${id}, check error ${tillError}`,
      code: valueOrNull(values.discountCode) ?? '',
      status: { status, reason: reason.split(', ')[0] ?? '' },
      run: () =>
        tillError === null
          ? void navigate({ to: '/series/$id', params: { id } })
          : void navigate({ to: '/series/$id/check', params: { id }, search: { error: tillError } }),
    };
  };
  return {
    entries: isSearch && query.length >= MIN_QUERY_LENGTH ? (data ?? []).map(entryOf) : [],
    busy: query.length >= MIN_QUERY_LENGTH && (isFetching || debounced !== query),
    failure: isSearch && error ? `The search failed. ${error.message}` : null,
  };
}
