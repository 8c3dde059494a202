import type { ComponentType } from 'react';
import { useWatch } from 'react-hook-form';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { previewMessage } from '#domain/message.ts';
import { DiscountHint } from './discount/discount-hint.tsx';
import { useBase, useEditor } from './editor-context.tsx';
import { RedemptionTimesHint } from './redemption-times-hint.tsx';
import css from './field-row.module.css';
import { GapNote, IssuedSoFar, RedeemedSoFar } from './limits/limit-notes.tsx';
import { FirstSecond, LastSecond, RegisteredFrom, RegisteredUntil, TransactionsSoFar } from './validity/date-hints.tsx';

/** The little sentences under single controls that only those fields need. */
export const hints: Partial<Record<FieldKey, ComponentType>> = {
  validTillDate: LastSecond,
  redemptionValidFrom: FirstSecond,
  redemptionRange: RedemptionTimesHint,
  discountValue: DiscountHint,
  maxCreate: IssuedSoFar,
  maxRedeem: RedeemedSoFar,
  minDaysBetweenRedemption: GapNote,
  smsTemplate: MessagePreview,
  validMaxUserTransactionLimit: TransactionsSoFar,
  validUserRegistrationStartTime: RegisteredFrom,
  validUserRegistrationEndTime: RegisteredUntil,
};

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
