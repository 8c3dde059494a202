import type { ReactNode } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { outstanding } from '#domain/lifetime/outstanding.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { Card } from '../ui/card.tsx';
import { Meter } from '../ui/meter.tsx';
import css from './series-figures.module.css';

function limitText(value: Values['maxCreate']): string {
  if (isUnresolved(value)) return 'Could not be read';
  return value === null ? 'No limit' : formatNumber(value);
}

/** The API's counters as of the last answer: issued, redeemed, limit, outstanding. */
export function SeriesFigures({ values, asOf }: { values: Values; asOf?: ReactNode }) {
  const redeemed = valueOrNull(values.numRedeemed) ?? 0;
  const issued = valueOrNull(values.numIssued) ?? 0;
  const limit = valueOrNull(values.maxCreate);
  const out = outstanding(values);
  const rows: readonly (readonly [string, string])[] = [
    ['Redemptions', formatNumber(redeemed)],
    ['Issued', formatNumber(issued)],
    ['Limit of coupons', limitText(values.maxCreate)],
    ['Limit of redemptions', limitText(values.maxRedeem)],
  ];
  return (
    <Card title="Figures">
      <dl className={`rows ${css.figures}`}>
        {rows.map(([name, value]) => (
          <div key={name} className="apart">
            <dt>{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
      <Meter redeemed={redeemed} issued={issued} limit={limit} outstanding={out} />
      <dl className={`rows ${css.figures}`}>
        <div className="apart">
          <dt>Outstanding</dt>
          <dd className="tabular">{out === null ? 'Unknown' : formatNumber(out)}</dd>
        </div>
      </dl>
      {out === null && <p className="tertiary">A code works more than once, so redemptions do not count coupons.</p>}
      {asOf}
    </Card>
  );
}
