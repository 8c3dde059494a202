import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { defaultSort } from '#contract/endpoint-constants.ts';
import { valueOrNull, type Series } from '#domain/series/series.ts';
import { seriesListQuery } from '../../../api/series-queries.ts';
import { seriesBriefQuery, seriesBriefsQuery } from '../../../api/series-briefs.ts';
import { afterPress } from '../../../ui/after-press.ts';
import { SearchIcon } from '../../../ui/icons.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useListbox } from '../../../ui/use-listbox.ts';
import input from '../../../ui/input.module.css';
import { type ControlProps, labelIdOf } from '../../controls/control-types.ts';
import { useBase } from '../../state/editor-context.tsx';
import { type Brief, ChosenSeries } from './chosen-series.tsx';
import { endsAnId, readEntry } from './series-entry.ts';
import rows from '../directory/rows.module.css';
import css from './series-picker.module.css';
import { SeriesOptions } from './series-options.tsx';
import { useSeriesDraft } from './use-series-draft.ts';

const DEBOUNCE_MS = 200;
/** Only this many series are listed at first. */
const LISTED = 12;

const count = (ids: readonly number[]) => `${formatNumber(ids.length)} series`;

/** Selects other series by name, code or id. Shows their status, and whether they exclude this series, too. */
export function SeriesPicker(props: ControlProps<'ids'>) {
  const { id, label, kind, onBlur, describedBy, invalid, disabled, required, clusterZone } = props;
  const ownId = valueOrNull(useBase().values.id);
  const { draft, setPending, addFrom, toggle, removeAt } = useSeriesDraft(props, ownId);
  const [showAll, setShowAll] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const cache = useQueryClient();

  const [q] = useDebouncedValue(draft.pending.trim(), DEBOUNCE_MS);
  const shownIds = showAll ? draft.ids : draft.ids.slice(0, LISTED);
  const { data: found } = useQuery({
    ...seriesBriefsQuery(cache, { ids: shownIds, clusterZone, knownId: ownId }),
    enabled: shownIds.length > 0,
    placeholderData: keepPreviousData,
  });
  const briefs = shownIds.map((each): Brief => {
    const result = found?.get(each);
    if (result?.status === 'fulfilled') return { data: result.value };
    // A series that was picked is in the cache already.
    return {
      data: cache.getQueryData(seriesBriefQuery(each, clusterZone, ownId).queryKey),
      isError: result !== undefined,
    };
  });

  const listId = `${id}-options`;
  const [searching, setSearching] = useState(false);
  const hits = useInfiniteQuery({
    ...seriesListQuery({ q, sort: defaultSort(q), clusterZone }),
    enabled: searching,
    placeholderData: (before) => before,
  });
  const options = hits.data?.pages.flatMap((page) => page.items) ?? [];
  const list = useListbox({
    id: listId,
    count: options.length,
    onPick: (index) => {
      const series = options[index];
      if (series) pick(series);
    },
  });

  function pick(series: Series) {
    const seriesId = valueOrNull(series.values.id);
    if (seriesId === null || seriesId === ownId) return;
    cache.setQueryData(seriesBriefQuery(seriesId, clusterZone, ownId).queryKey, series);
    toggle(seriesId, valueOrNull(series.values.description)?.trim() || String(seriesId));
  }

  function type(text: string) {
    list.open();
    list.activate(-1);
    setSearching(true);
    if (endsAnId(text)) addFrom(text);
    else setPending(text);
  }

  function paste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData('text');
    const { selectionStart, selectionEnd } = event.currentTarget;
    const pastedText =
      draft.pending.slice(0, selectionStart ?? undefined) + text + draft.pending.slice(selectionEnd ?? undefined);
    if (readEntry(pastedText, ownId).ids.length === 0) return;
    // A single-line input would join the pasted lines.
    event.preventDefault();
    addFrom(pastedText);
  }

  function key(event: KeyboardEvent) {
    setSearching(true);
    if (list.onKey(event)) return;
    if (event.key === 'Enter' && draft.pending.trim() !== '') {
      event.preventDefault();
      addFrom(draft.pending);
    }
    if (event.key === 'Escape' && draft.pending !== '') {
      event.preventDefault();
      event.stopPropagation();
      setPending('');
    }
  }

  function leave() {
    list.close();
    if (draft.pending.trim() !== '') addFrom(draft.pending, { isBlur: true });
    onBlur();
  }

  // The pointer event that causes the blur may change the form before `afterPress` runs, so call the latest handler.
  const latestLeave = useRef(leave);
  useLayoutEffect(() => {
    latestLeave.current = leave;
  });

  const hasOwnId = ownId !== null && readEntry(draft.pending, null).ids.includes(ownId);
  return (
    <div
      className={`stack ${css.picker}`}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) afterPress(() => latestLeave.current());
      }}
    >
      <ChosenSeries
        ownId={ownId}
        ids={shownIds}
        briefs={briefs}
        disabled={disabled}
        onRemove={removeAt}
        onEmptied={() => field.current?.focus()}
      />
      {draft.ids.length > LISTED && (
        <button type="button" className={input.textButton} onClick={() => setShowAll(!showAll)}>
          {showAll ? `Show the first ${LISTED}` : `Show all ${count(draft.ids)}`}
        </button>
      )}
      {!disabled && (
        <div className={css.search}>
          <div className={`${input.field} ${rows.search}`} data-invalid={invalid || hasOwnId || undefined}>
            <SearchIcon size={16} />
            <input
              id={id}
              ref={field}
              className={input.input}
              type="text"
              autoComplete="off"
              spellCheck={false}
              placeholder={
                draft.ids.length === 0 ? `${kind.noneLabel}. Add by name, code or id` : 'Add by name, code or id'
              }
              value={draft.pending}
              onChange={(event) => type(event.currentTarget.value)}
              onPaste={paste}
              onKeyDown={key}
              aria-labelledby={labelIdOf(id)}
              aria-describedby={[`${id}-status`, describedBy].filter(Boolean).join(' ')}
              aria-invalid={invalid || hasOwnId || undefined}
              aria-required={required || undefined}
              {...list.inputProps}
              onClick={() => {
                setSearching(true);
                list.open();
              }}
            />
          </div>
          {list.isOpen && (
            <SeriesOptions
              id={listId}
              label={`${label}: series to choose from`}
              list={list}
              hits={hits}
              options={options}
              q={q}
              ownId={ownId}
              chosen={draft.ids}
              clusterZone={clusterZone}
            />
          )}
        </div>
      )}
      {hasOwnId && (
        <Notice tone="error">{`${ownId} is this series: customers with one of its coupons could not get another. Remove the id.`}</Notice>
      )}
      <span
        id={`${id}-status`}
        className={draft.announcement === '' ? 'visually-hidden' : 'secondary tabular'}
        role="status"
      >
        {draft.announcement || (draft.ids.length === 0 ? kind.noneLabel : `${count(draft.ids)} chosen`)}
      </span>
    </div>
  );
}
