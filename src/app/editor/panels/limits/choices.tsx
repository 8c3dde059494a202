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

// A value that cannot be read has an ordinary row of its own instead, which says so and offers to replace it.

export function RedemptionModeChoices(props: PanelProps) {
  return (
    <>
      <ErrorBoundary>
        <Who {...props} />
      </ErrorBoundary>
      <ErrorBoundary>
        <HowOften {...props} />
      </ErrorBoundary>
    </>
  );
}

function Who({ print, gates, row }: PanelProps) {
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
          about: shared
            ? 'Customers who only heard of the code are refused.'
            : 'Anybody else with the code is refused.',
        },
        { value: true, title: 'Anyone with the code', about: 'It can be passed on, once it was issued to somebody.' },
      ]}
      value={field.value}
      onChange={field.onChange}
      print={print}
    />
  );
}

function HowOften({ print, gates, row }: PanelProps) {
  const base = useBase();
  const multiple = useField('isMultipleUseAllowed');
  const again = useField('sameUserMultipleRedeem');
  const reuse = redemptionModeOf({ isMultipleUseAllowed: multiple.value, sameUserMultipleRedeem: again.value });
  if (reuse === null)
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
      also={again}
      cards={REDEMPTION_MODES.map((value) => {
        // What is stored or chosen stays a choice, whatever it comes to.
        const offered = !isEffectivelyOnce(value, holders) || value === reuse || value === stored;
        return {
          value,
          title: REDEMPTION_MODE_LABELS[value],
          about: offered ? redemptionModeEffect(value, holders) : 'Only where anyone with the code may redeem.',
          disabled: !offered,
        };
      })}
      value={reuse}
      onChange={(value) => {
        const next = redemptionModeFields(value, base.values);
        multiple.onChange(next.isMultipleUseAllowed);
        again.onChange(next.sameUserMultipleRedeem);
      }}
      was={stored && REDEMPTION_MODE_LABELS[stored]}
      print={print}
    />
  );
}

export function ReissueModeChoice(props: PanelProps) {
  return (
    <ErrorBoundary>
      <Repeat {...props} />
    </ErrorBoundary>
  );
}

function Repeat({ print, gates, row }: PanelProps) {
  const base = useBase();
  const resend = useField('doNotResendExistingVoucher');
  const several = useField('isMultipleVouchersPerUserAllowed');
  const repeat = reissueModeOf({
    doNotResendExistingVoucher: resend.value,
    isMultipleVouchersPerUserAllowed: several.value,
  });
  if (repeat === null)
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
      field={resend}
      also={several}
      cards={REISSUE_MODES.map((value) => ({
        value,
        title: REISSUE_MODE_LABELS[value],
        about: reissueModeEffect(value, shared),
      }))}
      value={repeat}
      onChange={(value) => {
        const next = reissueModeFields(value, base.values);
        resend.onChange(next.doNotResendExistingVoucher);
        several.onChange(next.isMultipleVouchersPerUserAllowed);
      }}
      was={stored && REISSUE_MODE_LABELS[stored]}
      print={print}
    />
  );
}
