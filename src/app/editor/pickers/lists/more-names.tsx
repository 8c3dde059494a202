import { formatNumber } from '#values/number-format.ts';

/** The last line of a list that is cut off. */
export const MoreNames = ({ count }: { readonly count: number }) => (
  <li className="secondary tabular">{`and ${formatNumber(count)} more`}</li>
);
