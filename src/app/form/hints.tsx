import type { ComponentType } from 'react';
import { useWatch } from 'react-hook-form';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { formatNumber } from '#catalogue/format.ts';
import { previewMessage } from '#domain/message.ts';
import { DiscountHint } from './discount/discount-hint.tsx';
import { useBase, useEditor } from './editor-context.tsx';
import { RedemptionTimesHint } from './redemption-times-hint.tsx';
import css from './field-row.module.css';
import { FirstSecond, LastSecond, RegisteredFrom, RegisteredUntil, TransactionsSoFar } from './validity/date-hints.tsx';

/** The little sentences under single controls that only those fields need. */
export const hints: Partial<Record<FieldKey, ComponentType>> = {
  validTillDate: LastSecond,
  redemptionValidFrom: FirstSecond,
  redemptionRange: RedemptionTimesHint,
  discountValue: DiscountHint,
  maxCreate: IssuedSoFar,
  maxRedeem: RedeemedSoFar,
  smsTemplate: MessagePreview,
  validMaxUserTransactionLimit: TransactionsSoFar,
  validUserRegistrationStartTime: RegisteredFrom,
  validUserRegistrationEndTime: RegisteredUntil,
};

function IssuedSoFar() {
  const base = useBase();
  const { numIssued } = base.values;
  return typeof numIssued === 'number' ? <p className={css.help}>{formatNumber(numIssued)} issued so far.</p> : null;
}

function RedeemedSoFar() {
  const base = useBase();
  const { numRedeemed } = base.values;
  return typeof numRedeemed === 'number' ? (
    <p className={css.help}>{formatNumber(numRedeemed)} redeemed so far.</p>
  ) : null;
}

function MessagePreview() {
  const { form } = useEditor();
  const base = useBase();
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
