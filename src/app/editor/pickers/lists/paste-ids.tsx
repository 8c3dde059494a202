import { useMemo } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { idTerms } from '#domain/import/list-report.ts';
import { entryNamesOf } from './entry-names.ts';
import { PastePanel, type Source } from './paste-panel.tsx';
import type { Picking } from './picking.ts';

interface PasteIdsProps {
  readonly picking: Picking;
  readonly source: Source | null;
  readonly onSource: (source: Source | null) => void;
  readonly onBack: () => void;
  readonly onApplied: () => void;
}

/** A list of ids or codes of products of one kind. */
export function PasteIds({ picking, onApplied, ...panel }: PasteIdsProps) {
  const { type, one, many, ids, limit, change } = picking;
  const types = useMemo(() => [type], [type]);
  const taking = useMemo(
    () => ({
      types,
      learn: entryNamesOf(type).learn,
      terms: (meaning: (key: string) => readonly { readonly id: number }[]) =>
        idTerms(ids, (key) => meaning(key).map(({ id }) => id)),
      limit,
    }),
    [types, type, ids, limit],
  );
  const count = ({ length }: readonly unknown[]) => `${formatNumber(length)} ${length === 1 ? one : many}`;
  return (
    <PastePanel
      {...panel}
      taking={taking}
      words={{
        many,
        overLimit:
          type === 'CATEGORY'
            ? 'The API takes at most 1,000 categories'
            : `At most ${formatNumber(limit)} ${many} can be chosen`,
        unknown: (unknown) => `unknown ${unknown === 1 ? `${one} too, by its id` : `${many} too, by their ids`}`,
        unchecked: `There is no directory of ${many} here, so these ids could not be checked. They are added as they are.`,
      }}
      count={count}
      onAdd={(added) => {
        change([...ids, ...added], `${count(added)} added.`);
        onApplied();
      }}
    />
  );
}
