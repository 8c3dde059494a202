import type { MantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { fieldOf, sections } from '#catalogue/catalogue.ts';
import { type EntryType, PLACE_TYPES } from '#contract/endpoint-constants.ts';
import { COVERED_TYPES, type ListTab } from '#contract/list-filters.ts';
import { errorNumberIn, errorsAbout, meaningOf } from '#domain/redemption/error-meanings.ts';
import { findFields, typedWords } from '#domain/search-fields.ts';
import { valueOrNull, type Series } from '#domain/series/series.ts';
import { type Status, statusOf } from '#domain/lifetime/status.ts';
import { findSeriesQuery, seriesQuery, settingsQuery } from '../../api/series-queries.ts';
import { directorySearchQuery } from '../../api/directory-queries.ts';
import { entryLabel } from '../../series/entry-label.ts';
import { useMay } from '../../api/session-query.ts';
import { type CallWords, callWordsQuery, namingWords, offeredPlaces } from './support-call.ts';
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

/** The id of the look-up on the check. */
const LOOK_UP = 'look-up-customer';
/** The parts of the list that its marks and statuses name. */
const TABS: readonly { readonly tab: ListTab; readonly label: string; readonly also: string }[] = [
  { tab: 'attention', label: 'Series that need attention', also: 'needs warning' },
  { tab: 'notRedeemable', label: 'Series that are not redeemable', also: 'never' },
  { tab: 'limitReached', label: 'Series whose limit is reached', also: 'used up' },
  { tab: 'endingSoon', label: 'Series that end soon', also: 'ending' },
];
const MAX_FIELDS = 8;
const MAX_ENTRIES = 4;
const MAX_ERRORS = 3;
/** A text of the list or of an error has at least so many words. */
const SENTENCE = 3;
const PAUSE_MS = 150;
const MIN_QUERY_LENGTH = 2;
const COVERED: readonly EntryType[] = [...PLACE_TYPES, ...COVERED_TYPES];
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
  const allActions = useActions(page?.actions() ?? [], onShowKeys);
  const actions = allActions.filter(({ label, also = '' }) =>
    words.every((word) => `${label} ${also}`.toLowerCase().includes(word)),
  );
  const entryEntries = useFoundEntries(namingWords(words).join(' '));
  const errorEntries = useErrorEntries(words);

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
  const isNowhere =
    !isOpen &&
    !found.busy &&
    [fields, sectionEntries, call.entries, errorEntries, found.entries, entryEntries].every(
      (list) => list.length === 0,
    );
  const shownActions =
    words.length >= SENTENCE && actions.length === 0 && isNowhere
      ? allActions.filter(({ isForTexts }) => isForTexts)
      : actions;
  const actionEntries = shownActions.map(({ label, keys, run }): Entry => ({
    id: `action-${label}`,
    title: label,
    detail: '',
    ...(keys ? { keys } : {}),
    run,
  }));

  const groups: Group[] = [
    { label: 'Checks', entries: [...call.entries, ...errorEntries], more: 0 },
    { label: 'Fields', entries: fieldEntries, more: fields.length - fieldEntries.length },
    { label: 'Series', entries: found.entries, more: 0 },
    { label: 'Offers by place or product', entries: entryEntries, more: 0 },
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

/** `also`: other words that find it. `isForTexts`: for a sentence that nothing else has. */
type FoundAction = Action & { readonly also?: string; readonly isForTexts?: boolean };

function useActions(pageActions: readonly Action[], onShowKeys: () => void): readonly FoundAction[] {
  const [theme, chooseTheme] = useTheme();
  const isAdministrator = useMay('administer');
  const navigate = useNavigate();
  const goToCheck = useGoToCheck();
  const { id } = useParams({ strict: false });
  const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];
  return [
    ...pageActions,
    {
      label: 'Check a redemption',
      also: 'error number refused coupon till',
      run: () => goToCheck({}),
    },
    {
      label: 'Check why no coupon was issued',
      also: 'issuance customer got not sent',
      run: () => goToCheck({ kind: 'issuance' }),
    },
    {
      label: 'Look up a customer or a coupon',
      also: 'code mobile e-mail external id',
      run: () => goToCheck({}, LOOK_UP),
    },
    ...(id === undefined
      ? []
      : [
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
    ...TABS.map(({ tab, label, also }) => ({
      label,
      also,
      isForTexts: true,
      run: () => void navigate({ to: '/series', search: { tab } }),
    })),
    { label: 'My unsaved work', run: () => void navigate({ to: '/account', hash: 'unsaved' }) },
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
function knownOf(call: CallWords, series: Series | undefined): readonly Known[] {
  const { error, product } = call;
  const places = offeredPlaces(call, series);
  return (places.length > 0 ? places : [null]).map((place) => ({
    search: {
      ...(error !== null && { error }),
      ...(place && { place: `${place.type}:${place.id}` }),
      ...(product && { product: `${product.type}:${product.id}` }),
    },
    text: [error === null ? [] : `error ${error}`, place?.name ?? [], product?.name ?? []].flat().join(', '),
  }));
}

/** A series whose places decide which stores are offered first. The real API does not return places. */
function usePlacesOf(id: number | undefined): Series | undefined {
  const { data: settings } = useQuery(settingsQuery());
  const isEnabled = id !== undefined && settings?.source === 'embedded';
  return useQuery({ ...seriesQuery(id ?? 0, settings?.clusterTimeZone ?? 'UTC'), enabled: isEnabled }).data?.series;
}

interface Call {
  /** What the words name beside another series; null if nothing. */
  readonly words: CallWords | null;
  /** The check of the series of the page. */
  readonly entries: readonly Entry[];
  readonly busy: boolean;
  readonly failure: string | null;
}

/** Opens the check of the series of the page, or the check that begins without one. */
function useGoToCheck() {
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  return (search: Readonly<Record<string, string | number>>, hash = ''): void =>
    void (id === undefined
      ? navigate({ to: '/check', search, hash })
      : navigate({ to: '/series/$id/check', params: { id }, search, hash }));
}

/** A support call among the words: an error number, a store or a product, beside a series or for the series of the page. */
function useCall(words: readonly string[], isUnnamed: boolean): Call {
  const goToCheck = useGoToCheck();
  const { id } = useParams({ strict: false });
  const names = namingWords(words);
  const number = words.length === 1 ? errorNumberIn(words[0] ?? '') : null;
  const isCall =
    isUnnamed && number === null && names.join('').length >= MIN_QUERY_LENGTH && (id !== undefined || names.length > 1);
  const { data, isFetching, error } = useQuery({ ...callWordsQuery(names, id !== undefined), enabled: isCall });
  const series = usePlacesOf(isCall ? id : undefined);
  const nothing = { words: null, entries: [], busy: false, failure: null };
  // A number alone may be an id as well, so it is also searched for.
  if (number !== null) {
    const title = `${number}: ${meaningOf(number)?.meaning ?? ''}`;
    const entry: Entry = {
      id: `error-${number}`,
      title,
      detail: id === undefined ? 'What it means' : 'Check this series',
      run: () => goToCheck({ error: number }),
    };
    return { ...nothing, entries: [entry] };
  }
  if (!isCall) return nothing;
  if (error) return { ...nothing, failure: `The search failed. ${error.message}` };
  if (!data) return { ...nothing, busy: isFetching };
  const known = knownOf(data, series).filter(({ text }) => text !== '');
  if (known.length > 0 && data.series !== '') return { ...nothing, words: data };
  return {
    ...nothing,
    entries: known.map(({ search, text }) => ({
      id: `check-${text}`,
      title: text,
      detail: 'Check this series',
      run: () => goToCheck(search),
    })),
  };
}

/** Error numbers by the words of their meaning. */
function useErrorEntries(words: readonly string[]): readonly Entry[] {
  const goToCheck = useGoToCheck();
  const { id } = useParams({ strict: false });
  if (words.length < SENTENCE) return [];
  return errorsAbout(words)
    .slice(0, MAX_ERRORS)
    .map(({ number, meaning }) => ({
      id: `error-${number}`,
      title: `${number}: ${meaning}`,
      detail: id === undefined ? 'What it means' : 'Check this series',
      run: () => goToCheck({ error: number }),
    }));
}

/** Places and products by name or code: each leads to its offers. */
function useFoundEntries(query: string): readonly Entry[] {
  const navigate = useNavigate();
  const [debounced] = useDebouncedValue(query, PAUSE_MS);
  const { data: settings } = useQuery(settingsQuery());
  // The mirror of a real API does not know where offers work.
  const isEnabled = debounced.length > MIN_QUERY_LENGTH && settings?.source === 'embedded';
  const { data } = useInfiniteQuery({ ...directorySearchQuery(COVERED, debounced), enabled: isEnabled });
  if (!isEnabled || query !== debounced) return [];
  return (data?.pages[0]?.items ?? []).slice(0, MAX_ENTRIES).map(({ type, id, name, code }) => ({
    id: `covers-${type}-${id}`,
    title: name,
    detail: `${entryLabel(type)} ${code ?? id}, offers now and next week`,
    run: () => void navigate({ to: '/covers/$type/$entry', params: { type, entry: String(id) } }),
  }));
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
  const first = Number(data?.[0]?.wire['id']);
  const withPlaces = usePlacesOf(call && call.places.length > 1 && first > 0 ? first : undefined);
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
    return knownOf(call, id === first ? withPlaces : undefined).map(({ search, text }) => ({
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
