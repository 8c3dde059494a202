import type { ComponentType } from 'react';
import { useWatch } from 'react-hook-form';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { formatInstant, formatMoney, formatNumber } from '#catalogue/format.ts';
import { endOfDay, startOfDay } from '#catalogue/zone.ts';
import { previewMessage } from '#domain/message.ts';
import { isBorrowed } from '#domain/expiry.ts';
import { useEditor } from './editor-context.tsx';
import css from './field-row.module.css';
import { TermsLength } from './terms-length.tsx';

/** The little sentences under single controls that only those fields need. */
export const hints: Partial<Record<FieldKey, ComponentType>> = {
  validTillDate: LastSecond,
  redemptionValidFrom: FirstSecond,
  discountValue: WorkedExample,
  maxCreate: IssuedSoFar,
  maxRedeem: RedeemedSoFar,
  smsTemplate: MessagePreview,
  standard_terms_and_conditions: TermsLength,
};

function LastSecond() {
  const { form, base, settings } = useEditor();
  const day = useWatch({ control: form.control, name: 'validTillDate' });
  const borrowed = isBorrowed(base.values) && day === base.values.validTillDate;
  if (typeof day !== 'string') return borrowed ? <p className={css.help}>Follows its owner.</p> : null;
  const last = endOfDay(day, settings.clusterTimeZone) - 999;
  return (
    <p className={css.help}>
      {borrowed && 'Follows its owner. '}Through {inZones(last, settings.clusterTimeZone, settings.timeZone)}.
    </p>
  );
}

function FirstSecond() {
  const { form, settings } = useEditor();
  const day = useWatch({ control: form.control, name: 'redemptionValidFrom' });
  if (typeof day !== 'string') return null;
  const first = startOfDay(day, settings.clusterTimeZone);
  return <p className={css.help}>From {inZones(first, settings.clusterTimeZone, settings.timeZone)}.</p>;
}

/** The same moment in the cluster's, the organisation's and UTC time, each once. */
function inZones(instant: number, cluster: string, organisation: string): string {
  const [first = '', ...rest] = [
    ...new Set([cluster, organisation, 'UTC'].map((zone) => formatInstant(instant, zone))),
  ];
  return [first, ...rest].join(', which is ');
}

const EXAMPLE_BILL = 1200;

function WorkedExample() {
  const { form, settings } = useEditor();
  const [type, value, cap] = useWatch({
    control: form.control,
    name: ['discountType', 'discountValue', 'discountUpto'],
  });
  if (typeof value !== 'number' || value < 0 || (type === 'PERC' && value > 100)) return null;
  const full = type === 'PERC' ? (EXAMPLE_BILL * value) / 100 : value;
  const off = Math.min(full, EXAMPLE_BILL, type === 'PERC' && typeof cap === 'number' ? cap : Infinity);
  const money = (amount: number) => formatMoney(Math.round(amount * 100) / 100, settings.currency);
  return (
    <p className={css.help}>
      A bill of {money(EXAMPLE_BILL)} pays {money(EXAMPLE_BILL - off)}.
    </p>
  );
}

function IssuedSoFar() {
  const { base } = useEditor();
  const { numIssued } = base.values;
  return typeof numIssued === 'number' ? <p className={css.help}>{formatNumber(numIssued)} issued so far.</p> : null;
}

function RedeemedSoFar() {
  const { base } = useEditor();
  const { numRedeemed } = base.values;
  return typeof numRedeemed === 'number' ? (
    <p className={css.help}>{formatNumber(numRedeemed)} redeemed so far.</p>
  ) : null;
}

function MessagePreview() {
  const { form, base } = useEditor();
  const [template, off] = useWatch({ control: form.control, name: ['smsTemplate', 'isSMSDisabled'] });
  if (off === true || typeof template !== 'string' || template === '') return null;
  const { description } = base.values;
  const parts = previewMessage(template, typeof description === 'string' ? description : '');
  return (
    <figure className={css.preview} aria-label="Preview with sample data">
      <figcaption>As Asha Rao might read it</figcaption>
      <p>
        {parts.map(({ text, is }, index) => (
          <span key={index} data-is={is} title={is === 'unknown' ? 'Not known to be filled in' : undefined}>
            {text}
          </span>
        ))}
      </p>
    </figure>
  );
}
