import { formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { joinIds, sameIds } from '../../controls/ids-text.ts';
import type { ControlProps } from '../../controls/control-types.ts';
import { useDraft } from '../../controls/use-draft.ts';
import { type Entry, readEntry, valueOf } from './series-entry.ts';

type IdsValue = ControlProps<'ids'>['value'];

interface Draft extends Entry {
  /** Result of the last input, announced to screen readers. */
  readonly announcement: string;
}

interface SeriesDraft {
  readonly draft: Draft;
  readonly setPending: (text: string) => void;
  /** Adds the ids of the text; the rest stays in the input. */
  readonly addFrom: (text: string, options?: { readonly isBlur: boolean }) => void;
  readonly toggle: (id: number, name: string) => void;
  readonly removeAt: (index: number) => void;
}

const sameValue = (a: IdsValue, b: IdsValue) =>
  isUnresolved(a) || isUnresolved(b) ? isUnresolved(a) && isUnresolved(b) && a.text === b.text : sameIds(a, b);

/** The chosen ids and the text in the input, and how an input changes them and the form value. */
export function useSeriesDraft(
  { value, onChange }: Pick<ControlProps<'ids'>, 'value' | 'onChange'>,
  ownId: number | null,
): SeriesDraft {
  const toDraft = (stored: IdsValue): Draft => ({
    ...(isUnresolved(stored) ? readEntry(stored.text, ownId) : { ids: stored, pending: '' }),
    announcement: '',
  });
  const { draft, hold } = useDraft(value, toDraft, sameValue);
  const { ids, pending } = draft;

  /** A search text is not part of the value while the user types. On blur it is: as an unresolved text. */
  function update(next: Entry, announcement = '', isBlur = false) {
    const nextValue = isBlur ? valueOf(next, ownId) : joinIds(next.ids, readEntry(next.pending, ownId).ids).ids;
    hold({ ...next, announcement }, nextValue);
    onChange(nextValue);
  }

  return {
    draft,
    setPending: (text) => update({ ids, pending: text }),
    addFrom: (text, { isBlur } = { isBlur: false }) => {
      const entry = readEntry(text, ownId);
      const { ids: joined, repeated } = joinIds(ids, entry.ids);
      const added = joined.length - ids.length;
      update(
        { ids: joined, pending: entry.pending },
        [added > 0 && `${formatNumber(added)} added.`, repeated > 0 && `${formatNumber(repeated)} chosen already.`]
          .filter(Boolean)
          .join(' '),
        isBlur,
      );
    },
    toggle: (id, name) => {
      const at = ids.indexOf(id);
      if (at >= 0) update({ ids: ids.toSpliced(at, 1), pending: '' }, `${name} removed.`);
      else update({ ids: [...ids, id], pending: '' }, `${name} added.`);
    },
    removeAt: (index) => update({ ids: ids.toSpliced(index, 1), pending }),
  };
}
