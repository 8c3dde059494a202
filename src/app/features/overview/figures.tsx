import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#catalogue/format.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { known } from '#domain/series.ts';
import { Card } from '../../ui/card.tsx';
import { Meter } from '../../ui/meter.tsx';
import css from './figures.module.css';

/** Issued, redeemed, left: the API's counters as it last answered them. */
export function Figures({ values }: { values: Values }) {
  const redeemed = known(values.numRedeemed) ?? 0;
  const issued = known(values.numIssued) ?? 0;
  const limit = known(values.maxCreate);
  const rows: readonly (readonly [string, string])[] = [
    ['Redeemed', formatNumber(redeemed)],
    ['Issued', formatNumber(issued)],
    ['Limit', isOdd(values.maxCreate) ? 'Could not be read' : limit === null ? 'No limit' : formatNumber(limit)],
  ];
  return (
    <Card title="Figures">
      <dl className={css.figures}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Meter redeemed={redeemed} issued={issued} limit={limit} />
      <dl className={css.figures}>
        <div>
          <dt>Outstanding</dt>
          <dd>{formatNumber(Math.max(0, issued - redeemed))}</dd>
        </div>
      </dl>
    </Card>
  );
}
