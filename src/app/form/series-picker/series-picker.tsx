import { useInfiniteQuery, useQueries, useQueryClient } from '@tanstack/react-query';
import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { DEFAULT_SORT } from '#contract/api.ts';
import { known, type Series } from '#domain/series.ts';
import { seriesListQuery } from '../../api/queries.ts';
import { seriesBriefQuery } from '../../api/series-briefs.ts';
import { afterPress } from '../../ui/after-press.ts';
import { SearchIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useLater } from '../../ui/use-later.ts';
import { useListbox } from '../../ui/use-listbox.ts';
import { joinIds, sameIds } from '../controls/ids-text.ts';
import input from '../controls/input.module.css';
import { type ControlProps, labelIdOf } from '../controls/types.ts';
import { useDraft } from '../controls/use-draft.ts';
import { useBase } from '../editor-context.tsx';
import { ChosenSeries } from './chosen-series.tsx';
import { endsAnId, type Entry, readEntry, valueOf } from './entry.ts';
import css from './series-picker.module.css';
import { SeriesOptions } from './series-options.tsx';

const PAUSE_MS = 200;
/** More chosen series than these are counted, and named on demand. */
const SHOWN = 12;

type IdsValue = ControlProps<'ids'>['value'];

interface Draft extends Entry {
  /** What became of the last entry, in words. */
  readonly said: string;
}

const sameValue = (a: IdsValue, b: IdsValue) =>
  isOdd(a) || isOdd(b) ? isOdd(a) && isOdd(b) && a.text === b.text : sameIds(a, b);
const count = (ids: readonly number[]) => `${formatNumber(ids.length)} series`;

/** Other series, chosen by name, code or id, each with its name and state, and whether it excludes this one too. */
export function SeriesPicker(props: ControlProps<'ids'>) {
  const { id, label, kind, value, onChange, onBlur, describedBy, invalid, disabled, required, clusterZone } = props;
  const own = known(useBase().values.id);
  const open = (held: IdsValue): Draft => ({
    ...(isOdd(held) ? readEntry(held.text, own) : { ids: held, pending: '' }),
    said: '',
  });
  const { draft, hold } = useDraft(value, open, sameValue);
  const [all, setAll] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const cache = useQueryClient();

  const q = useLater(draft.pending.trim(), PAUSE_MS);
  const shownIds = all ? draft.ids : draft.ids.slice(0, SHOWN);
  const briefs = useQueries({ queries: shownIds.map((each) => seriesBriefQuery(each, clusterZone, own)) });

  /** A search is no value while it goes on; what is left standing is one that says what is missing. */
  function give(next: Entry, said = '', left = false) {
    const sent = left ? valueOf(next, own) : joinIds(next.ids, readEntry(next.pending, own).ids).ids;
    hold({ ...next, said }, sent);
    onChange(sent);
  }

  /** Chooses what the text has of ids; the rest stays in the input. */
  function take(text: string, left = false) {
    const read = readEntry(text, own);
    const { ids, repeated } = joinIds(draft.ids, read.ids);
    const added = ids.length - draft.ids.length;
    give(
      { ids, pending: read.pending },
      [added > 0 && `${formatNumber(added)} added.`, repeated > 0 && `${formatNumber(repeated)} chosen already.`]
        .filter(Boolean)
        .join(' '),
      left,
    );
  }

  function toggle(series: Series) {
    const picked = known(series.values.id);
    if (picked === null || picked === own) return;
    cache.setQueryData(seriesBriefQuery(picked, clusterZone, own).queryKey, series);
    const name = known(series.values.description)?.trim() || String(picked);
    const at = draft.ids.indexOf(picked);
    if (at >= 0) give({ ids: draft.ids.toSpliced(at, 1), pending: '' }, `${name} removed.`);
    else give({ ids: [...draft.ids, picked], pending: '' }, `${name} added.`);
  }

  const listId = `${id}-options`;
  const [searching, setSearching] = useState(false);
  const hits = useInfiniteQuery({
    ...seriesListQuery({ q, sort: DEFAULT_SORT, clusterZone }),
    enabled: searching,
    placeholderData: (before) => before,
  });
  const options = hits.data?.pages.flatMap((page) => page.items) ?? [];
  const list = useListbox(listId, options.length, (index) => {
    const series = options[index];
    if (series) toggle(series);
  });

  function type(text: string) {
    list.open();
    list.activate(-1);
    setSearching(true);
    if (endsAnId(text)) take(text);
    else give({ ids: draft.ids, pending: text });
  }

  function paste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData('text');
    const { selectionStart, selectionEnd } = event.currentTarget;
    const whole =
      draft.pending.slice(0, selectionStart ?? undefined) + text + draft.pending.slice(selectionEnd ?? undefined);
    if (readEntry(whole, own).ids.length === 0) return;
    // An input of one line would run the lines of a paste together.
    event.preventDefault();
    take(whole);
  }

  function key(event: KeyboardEvent) {
    setSearching(true);
    if (list.onKey(event)) return;
    if (event.key === 'Enter' && draft.pending.trim() !== '') {
      event.preventDefault();
      take(draft.pending);
    }
    if (event.key === 'Escape' && draft.pending !== '') {
      event.preventDefault();
      event.stopPropagation();
      give({ ids: draft.ids, pending: '' });
    }
  }

  function leave() {
    list.close();
    if (draft.pending.trim() !== '') take(draft.pending, true);
    onBlur();
  }

  // By the time a press is let go, it may have changed the form itself: whoever leaves then leaves what is there then.
  const newest = useRef(leave);
  useLayoutEffect(() => {
    newest.current = leave;
  });

  const refusesOwn = own !== null && readEntry(draft.pending, null).ids.includes(own);
  return (
    <div
      className={css.picker}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) afterPress(() => newest.current());
      }}
    >
      <ChosenSeries
        own={own}
        ids={shownIds}
        briefs={briefs}
        disabled={disabled}
        onRemove={(index) => give({ ids: draft.ids.toSpliced(index, 1), pending: draft.pending })}
        onEmptied={() => field.current?.focus()}
      />
      {draft.ids.length > SHOWN && (
        <button type="button" className={input.textButton} onClick={() => setAll(!all)}>
          {all ? `Show the first ${SHOWN}` : `Show all ${count(draft.ids)}`}
        </button>
      )}
      {!disabled && (
        <div className={css.search}>
          <div className={`${input.field} ${css.field}`} data-invalid={invalid || refusesOwn || undefined}>
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
              aria-describedby={[`${id}-said`, describedBy].filter(Boolean).join(' ')}
              aria-invalid={invalid || refusesOwn || undefined}
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
              own={own}
              chosen={draft.ids}
              clusterZone={clusterZone}
              onPick={toggle}
            />
          )}
        </div>
      )}
      {refusesOwn && (
        <Notice tone="error">{`${own} is this series itself: nobody who holds one of its coupons would get another. Remove the id.`}</Notice>
      )}
      <span id={`${id}-said`} className={draft.said === '' ? 'visually-hidden' : input.note} role="status">
        {draft.said || (draft.ids.length === 0 ? kind.noneLabel : `${count(draft.ids)} chosen`)}
      </span>
    </div>
  );
}
