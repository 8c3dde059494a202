import { useWatch } from 'react-hook-form';
import { formatNumber } from '#values/number-format.ts';
import { redemptionModeOf } from '#domain/limits/redemption-mode.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { UsedMeter } from '../../../ui/used-meter.tsx';
import { useBase, useEditor } from '../../state/editor-context.tsx';
import css from '../../controls/field-row.module.css';

export function IssuedSoFar() {
  const { form } = useEditor();
  const base = useBase();
  const limit = useWatch({ control: form.control, name: 'maxCreate' });
  return <UsedSoFar used={valueOrNull(base.values.numIssued)} verb="issued" limit={limit} />;
}

export function RedeemedSoFar() {
  const { form } = useEditor();
  const base = useBase();
  const limit = useWatch({ control: form.control, name: 'maxRedeem' });
  return <UsedSoFar used={valueOrNull(base.values.numRedeemed)} verb="redeemed" limit={limit} />;
}

/** The API's counter against a limit and the rest, as of the last read of the series. */
function UsedSoFar({ used, verb, limit }: { used: number | null; verb: string; limit: unknown }) {
  if (used === null) return null;
  if (typeof limit !== 'number') return <p className="secondary">{`${formatNumber(used)} ${verb} so far.`}</p>;
  const left = Math.max(0, limit - used);
  return (
    <div className={`stack ${css.used}`}>
      <UsedMeter used={used} limit={limit} />
      <p className="secondary">{`${formatNumber(used)} ${verb}, ${left === 0 ? 'none' : formatNumber(left)} left`}</p>
    </div>
  );
}

/** If a customer can use a code only once, the gap applies only between two codes. */
export function GapNote() {
  const { form } = useEditor();
  const [gap, multiple, sameUser] = useWatch({
    control: form.control,
    name: ['minDaysBetweenRedemption', 'isMultipleUseAllowed', 'sameUserMultipleRedeem'],
  });
  if (typeof gap !== 'number' || typeof multiple !== 'boolean' || typeof sameUser !== 'boolean') return null;
  const mode = redemptionModeOf({ isMultipleUseAllowed: multiple, sameUserMultipleRedeem: sameUser });
  if (mode === 'again') return null;
  return <p className="secondary">A customer uses each code once, so this counts between two different codes only.</p>;
}
