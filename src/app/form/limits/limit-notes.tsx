import { useWatch } from 'react-hook-form';
import { formatNumber } from '#catalogue/format.ts';
import { reuseOf } from '#domain/reuse.ts';
import { known } from '#domain/series.ts';
import { UsedMeter } from '../../ui/used-meter.tsx';
import { useBase, useEditor } from '../editor-context.tsx';
import css from '../field-row.module.css';

export function IssuedSoFar() {
  const { form } = useEditor();
  const base = useBase();
  const limit = useWatch({ control: form.control, name: 'maxCreate' });
  return <UsedSoFar used={known(base.values.numIssued)} verb="issued" limit={limit} />;
}

export function RedeemedSoFar() {
  const { form } = useEditor();
  const base = useBase();
  const limit = useWatch({ control: form.control, name: 'maxRedeem' });
  return <UsedSoFar used={known(base.values.numRedeemed)} verb="redeemed" limit={limit} />;
}

/** What the API has counted against a ceiling, and what that leaves: as of when the series was read. */
function UsedSoFar({ used, verb, limit }: { used: number | null; verb: string; limit: unknown }) {
  if (used === null) return null;
  if (typeof limit !== 'number') return <p className={css.help}>{`${formatNumber(used)} ${verb} so far.`}</p>;
  const left = Math.max(0, limit - used);
  return (
    <div className={css.used}>
      <UsedMeter used={used} limit={limit} />
      <p className={css.help}>{`${formatNumber(used)} ${verb}, ${left === 0 ? 'none' : formatNumber(left)} left`}</p>
    </div>
  );
}

/** Where a customer uses a code once, a gap can only lie between two codes. */
export function GapNote() {
  const { form } = useEditor();
  const [gap, multiple, again] = useWatch({
    control: form.control,
    name: ['minDaysBetweenRedemption', 'isMultipleUseAllowed', 'sameUserMultipleRedeem'],
  });
  if (typeof gap !== 'number' || typeof multiple !== 'boolean' || typeof again !== 'boolean') return null;
  const reuse = reuseOf({ isMultipleUseAllowed: multiple, sameUserMultipleRedeem: again });
  if (reuse === 'again') return null;
  return <p className={css.help}>A customer uses each code once, so this counts between two different codes only.</p>;
}
