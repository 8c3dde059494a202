import { REISSUE_MODES, reissueModeFields, reissueModeOf } from '#domain/limits/reissue-mode.ts';
import { REISSUE_MODE_LABELS, reissueModeEffect } from '#domain/limits/reissue-mode-labels.ts';
import { REDEMPTION_MODES, redemptionModeFields, redemptionModeOf } from '#domain/limits/redemption-mode.ts';
import {
  isEffectivelyOnce,
  REDEMPTION_MODE_LABELS,
  redemptionModeEffect,
} from '#domain/limits/redemption-mode-labels.ts';
import { ErrorBoundary } from '../../../ui/error-boundary.tsx';
import { useBase } from '../../state/editor-context.tsx';
import { useField } from '../../controls/field-status.tsx';
import type { PanelProps } from '../../controls/control-types.ts';
import { ChoiceRow } from './choice-row.tsx';

// If a stored value is unreadable, the standard rows replace the choice: they explain it and offer to replace the
// value.

export function RedemptionModeChoices(props: PanelProps) {
  return (
    <>
      <ErrorBoundary>
        <RedeemableBy {...props} />
      </ErrorBoundary>
      <ErrorBoundary>
        <RedemptionModeChoice {...props} />
      </ErrorBoundary>
    </>
  );
}

function RedeemableBy({ print, gates, row }: PanelProps) {
  const field = useField('anyUser');
  const shared = gates.clientHandlingType === 'GENERIC';
  if (typeof field.value !== 'boolean') return row('anyUser');
  return (
    <ChoiceRow
      field={field}
      cards={[
        {
          value: false,
          title: 'Only the customer it was issued to',
          about: shared ? 'Other customers who use the code are refused.' : 'Anyone else with the code is refused.',
        },
        { value: true, title: 'Anyone with the code', about: 'Customers can pass it on after it was issued.' },
      ]}
      value={field.value}
      onChange={field.onChange}
      print={print}
    />
  );
}

function RedemptionModeChoice({ print, gates, row }: PanelProps) {
  const base = useBase();
  const multiple = useField('isMultipleUseAllowed');
  const sameUser = useField('sameUserMultipleRedeem');
  const mode = redemptionModeOf({ isMultipleUseAllowed: multiple.value, sameUserMultipleRedeem: sameUser.value });
  if (mode === null)
    return (
      <>
        {row('isMultipleUseAllowed')}
        {row('sameUserMultipleRedeem')}
      </>
    );
  const stored = redemptionModeOf(base.values);
  const holders = { anyone: gates.anyUser !== false, shared: gates.clientHandlingType === 'GENERIC' };
  return (
    <ChoiceRow
      field={multiple}
      second={sameUser}
      cards={REDEMPTION_MODES.map((value) => {
        // The stored and the chosen mode stay available, even if they have the same effect as "once".
        const offered = !isEffectivelyOnce(value, holders) || value === mode || value === stored;
        return {
          value,
          title: REDEMPTION_MODE_LABELS[value],
          about: offered ? redemptionModeEffect(value, holders) : 'Only if anyone with the code may redeem.',
          disabled: !offered,
        };
      })}
      value={mode}
      onChange={(value) => {
        const next = redemptionModeFields(value, base.values);
        multiple.onChange(next.isMultipleUseAllowed);
        sameUser.onChange(next.sameUserMultipleRedeem);
      }}
      previous={stored && REDEMPTION_MODE_LABELS[stored]}
      print={print}
    />
  );
}

export function ReissueModeChoice(props: PanelProps) {
  return (
    <ErrorBoundary>
      <ReissueModeRow {...props} />
    </ErrorBoundary>
  );
}

function ReissueModeRow({ print, gates, row }: PanelProps) {
  const base = useBase();
  const noResend = useField('doNotResendExistingVoucher');
  const several = useField('isMultipleVouchersPerUserAllowed');
  const mode = reissueModeOf({
    doNotResendExistingVoucher: noResend.value,
    isMultipleVouchersPerUserAllowed: several.value,
  });
  if (mode === null)
    return (
      <>
        {row('doNotResendExistingVoucher')}
        {row('isMultipleVouchersPerUserAllowed')}
      </>
    );
  const stored = reissueModeOf(base.values);
  const shared = gates.clientHandlingType === 'GENERIC';
  return (
    <ChoiceRow
      field={noResend}
      second={several}
      cards={REISSUE_MODES.map((value) => ({
        value,
        title: REISSUE_MODE_LABELS[value],
        about: reissueModeEffect(value, shared),
      }))}
      value={mode}
      onChange={(value) => {
        const next = reissueModeFields(value, base.values);
        noResend.onChange(next.doNotResendExistingVoucher);
        several.onChange(next.isMultipleVouchersPerUserAllowed);
      }}
      previous={stored && REISSUE_MODE_LABELS[stored]}
      print={print}
    />
  );
}
