import { type ComponentType, Suspense } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { DiscountHint } from '../panels/discount/discount-hint.tsx';
import { RedemptionTimesHint } from '../panels/range/redemption-times-hint.tsx';
import { GapNote, IssuedSoFar, RedeemedSoFar } from '../panels/limits/limit-notes.tsx';
import { TermsLength } from '../panels/message/terms-length.tsx';
import {
  FirstSecond,
  LastSecond,
  RegisteredFrom,
  RegisteredUntil,
  TransactionsSoFar,
} from '../panels/validity/date-hints.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';

/** Hints below the controls of single fields. */
export const hints: Partial<Record<FieldKey, ComponentType>> = {
  validTillDate: LastSecond,
  redemptionValidFrom: FirstSecond,
  redemptionRange: RedemptionTimesHint,
  discountValue: DiscountHint,
  maxCreate: IssuedSoFar,
  maxRedeem: RedeemedSoFar,
  minDaysBetweenRedemption: GapNote,
  smsTemplate: Message,
  shortSMSTemplate: ShortMessage,
  standard_terms_and_conditions: TermsLength,
  validMaxUserTransactionLimit: TransactionsSoFar,
  validUserRegistrationStartTime: RegisteredFrom,
  validUserRegistrationEndTime: RegisteredUntil,
};

// The panel below a message loads lazily, like the message editor.
const MessagePanel = lazyPart(
  () => import('../panels/message/message-panel.tsx'),
  (module) => module.MessagePanel,
);

function Message() {
  return (
    <Suspense fallback={<div style={{ minHeight: '9.5rem' }} />}>
      <MessagePanel name="smsTemplate" />
    </Suspense>
  );
}

function ShortMessage() {
  return (
    <Suspense fallback={<div style={{ minHeight: '9.5rem' }} />}>
      <MessagePanel name="shortSMSTemplate" />
    </Suspense>
  );
}
