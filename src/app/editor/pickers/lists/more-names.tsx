import { formatNumber } from '#values/number-format.ts';
import css from './chosen-summary.module.css';

/** The last line of a list that is cut off. */
export const MoreNames = ({ count }: { readonly count: number }) => (
  <li className={css.more}>{`and ${formatNumber(count)} more`}</li>
);
