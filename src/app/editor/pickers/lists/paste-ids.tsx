import { useMemo } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { idTerms } from '#domain/import/list-report.ts';
import { PastePanel } from './paste-panel.tsx';
import type { PasteProps } from './picker-frame.tsx';
import type { PickerSelection } from './picking.ts';

interface PasteIdsProps extends PasteProps {
  readonly selection: PickerSelection;
}

/** Adds products of one type from a list of ids or codes. */
export function PasteIds({ selection, onAdded, ...panel }: PasteIdsProps) {
  const { type, one, many, ids, limit, change } = selection;
  const types = useMemo(() => [type], [type]);
  const listTarget = useMemo(
    () => ({
      types,
      terms: (meaning: (key: string) => readonly { readonly id: number }[]) =>
        idTerms(ids, (key) => meaning(key).map(({ id }) => id)),
      limit,
      refOf: (id: number) => ({ type, id }),
    }),
    [type, types, ids, limit],
  );
  const count = ({ length }: readonly unknown[]) => `${formatNumber(length)} ${length === 1 ? one : many}`;
  return (
    <PastePanel
      {...panel}
      target={listTarget}
      texts={{
        many,
        overLimit:
          type === 'CATEGORY'
            ? 'The API takes at most 1,000 categories'
            : `At most ${formatNumber(limit)} ${many} can be chosen`,
        unknown: (unknown) => `unknown ${unknown === 1 ? `${one} too, by its id` : `${many} too, by their ids`}`,
        unchecked: `The directory has no ${many}, so these ids cannot be checked. They are added unchecked.`,
      }}
      count={count}
      onAdd={(added) => {
        change([...ids, ...added], `${count(added)} added.`);
        onAdded();
      }}
    />
  );
}
