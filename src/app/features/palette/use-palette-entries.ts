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
import { type CallWords, callWordsQuery, namingWords } from './support-call.ts';
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
  const named = useFoundSeries(query.trim(), null);
  // A name may contain the number of an error, “₹600 off”, or the name of a product.
  const call = useCall(words, !named.busy && named.entries.length === 0 && named.failure === null);
  const checked = useFoundSeries(call.words?.series ?? '', call.words);
  const isOpen = call.busy || call.failure !== null;
  const found = isOpen ? { entries: [], busy: call.busy, failure: call.failure } : call.words ? checked : named;
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
    { label: 'Checks', entries: call.entries, more: 0 },
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
            label: 'Check why no coupon was issued',
            run: () => void navigate({ to: '/series/$id/check', params: { id }, search: { kind: 'issuance' } }),
          },
          {
            label: 'Compare with another series',
            run: () => void navigate({ to: '/series/$id/compare', params: { id } }),
          },
          {
            label: 'History of this series',
            run: () => void navigate({ to: '/series/$id/history', params: { id } }),
          },
        ]),
    { label: 'History of all series', run: () => void navigate({ to: '/history' }) },
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

interface Known {
  /** Of the check. */
  readonly search: Readonly<Record<string, string | number>>;
  readonly text: string;
}

/** What is known of a call beside the series, for each store that it can be about. */
const knownOf = ({ error, places, product }: CallWords): readonly Known[] =>
  (places.length > 0 ? places : [null]).map((place) => ({
    search: {
      ...(error !== null && { error }),
      ...(place && { place: `${place.type}:${place.id}` }),
      ...(product && { product: `${product.type}:${product.id}` }),
    },
    text: [error === null ? [] : `error ${error}`, place?.name ?? [], product?.name ?? []].flat().join(', '),
  }));

interface Call {
  /** What the words name beside another series; null if nothing. */
  readonly words: CallWords | null;
  /** The check of the series of the page. */
  readonly entries: readonly Entry[];
  readonly busy: boolean;
  readonly failure: string | null;
}

/** A support call among the words: an error number, a store or a product, beside a series or for the series of the page. */
function useCall(words: readonly string[], isUnnamed: boolean): Call {
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  const names = namingWords(words);
  const number = words.length === 1 ? errorNumberIn(words[0] ?? '') : null;
  const isCall =
    isUnnamed && number === null && names.join('').length >= MIN_QUERY_LENGTH && (id !== undefined || names.length > 1);
  const { data, isFetching, error } = useQuery({ ...callWordsQuery(names, id !== undefined), enabled: isCall });
  const run = (search: Readonly<Record<string, string | number>>) =>
    id !== undefined && void navigate({ to: '/series/$id/check', params: { id }, search });
  const nothing = { words: null, entries: [], busy: false, failure: null };
  // A number alone may be an id as well, so it is also searched for.
  if (number !== null) {
    const title = `${number}: ${meaningOf(number)?.meaning ?? ''}`;
    const entry: Entry = {
      id: `error-${number}`,
      title,
      detail: 'Check this series',
      run: () => run({ error: number }),
    };
    return { ...nothing, entries: id === undefined ? [] : [entry] };
  }
  if (!isCall) return nothing;
  if (error) return { ...nothing, failure: `The search failed. ${error.message}` };
  if (!data) return { ...nothing, busy: isFetching };
  const known = knownOf(data).filter(({ text }) => text !== '');
  if (known.length > 0 && data.series !== '') return { ...nothing, words: data };
  return {
    ...nothing,
    entries: known.map(({ search, text }) => ({
      id: `check-${text}`,
      title: text,
      detail: 'Check this series',
      run: () => run(search),
    })),
  };
}

/** `call`: the matches lead to the check of what is known. */
function useFoundSeries(query: string, call: CallWords | null): SeriesMatches {
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
  const entriesOf = ({ values, wire }: Series): readonly Entry[] => {
    const id = Number(wire['id']);
    const { status, reason } = statusOf(values, { now, clusterZone, storeZone: settings?.timeZone ?? clusterZone });
    const entry: Entry = {
      id: `series-${id}`,
      title: valueOrNull(values.description)?.trim() || 'Unnamed series',
      detail: String(id),
      code: valueOrNull(values.discountCode) ?? '',
      status: { status, reason: reason.split(', ')[0] ?? '' },
      run: () => void navigate({ to: '/series/$id', params: { id } }),
    };
    if (!call) return [entry];
    return knownOf(call).map(({ search, text }) => ({
      ...entry,
      id: `check-${id}-${text}`,
      detail: `${id}, check ${text}`,
      run: () => void navigate({ to: '/series/$id/check', params: { id }, search }),
    }));
  };
  return {
    entries: isSearch && query.length >= MIN_QUERY_LENGTH ? (data ?? []).flatMap(entriesOf) : [],
    busy: query.length >= MIN_QUERY_LENGTH && (isFetching || debounced !== query),
    failure: isSearch && error ? `The search failed. ${error.message}` : null,
  };
}
