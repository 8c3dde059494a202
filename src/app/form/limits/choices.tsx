import { REPEATS, repeatFields, repeatOf } from '#domain/issuing.ts';
import { REPEAT_LABELS, repeatEffect } from '#domain/issuing-words.ts';
import { REUSES, reuseFields, reuseOf } from '#domain/reuse.ts';
import { comesToOnce, REUSE_LABELS, reuseEffect } from '#domain/reuse-words.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { useBase } from '../editor-context.tsx';
import { useField } from '../field-marks.tsx';
import type { PanelProps } from '../panels.ts';
import { ChoiceRow } from './choice-row.tsx';

// A value that cannot be read has an ordinary row of its own instead, which says so and offers to replace it.

export function ReuseChoices(props: PanelProps) {
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
  const reuse = reuseOf({ isMultipleUseAllowed: multiple.value, sameUserMultipleRedeem: again.value });
  if (reuse === null)
    return (
      <>
        {row('isMultipleUseAllowed')}
        {row('sameUserMultipleRedeem')}
      </>
    );
  const stored = reuseOf(base.values);
  const holders = { anyone: gates.anyUser !== false, shared: gates.clientHandlingType === 'GENERIC' };
  return (
    <ChoiceRow
      field={multiple}
      also={again}
      cards={REUSES.map((value) => {
        // What is stored or chosen stays a choice, whatever it comes to.
        const offered = !comesToOnce(value, holders) || value === reuse || value === stored;
        return {
          value,
          title: REUSE_LABELS[value],
          about: offered ? reuseEffect(value, holders) : 'Only where anyone with the code may redeem.',
          disabled: !offered,
        };
      })}
      value={reuse}
      onChange={(value) => {
        const next = reuseFields(value, base.values);
        multiple.onChange(next.isMultipleUseAllowed);
        again.onChange(next.sameUserMultipleRedeem);
      }}
      was={stored && REUSE_LABELS[stored]}
      print={print}
    />
  );
}

export function RepeatChoice(props: PanelProps) {
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
  const repeat = repeatOf({
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
  const stored = repeatOf(base.values);
  const shared = gates.clientHandlingType === 'GENERIC';
  return (
    <ChoiceRow
      field={resend}
      also={several}
      cards={REPEATS.map((value) => ({
        value,
        title: REPEAT_LABELS[value],
        about: repeatEffect(value, shared),
      }))}
      value={repeat}
      onChange={(value) => {
        const next = repeatFields(value, base.values);
        resend.onChange(next.doNotResendExistingVoucher);
        several.onChange(next.isMultipleVouchersPerUserAllowed);
      }}
      was={stored && REPEAT_LABELS[stored]}
      print={print}
    />
  );
}
