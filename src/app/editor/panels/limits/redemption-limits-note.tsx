import type { FieldKey } from '#catalogue/catalogue.ts';
import { limitsSentence, whoSentence } from '#domain/summary/summary-redeeming.ts';
import { Row } from '../../../ui/row.tsx';
import { useFormValues } from '../../state/editor-context.tsx';
import css from '../../controls/field-row.module.css';

const KEYS: readonly FieldKey[] = [
  'anyUser',
  'isMultipleUseAllowed',
  'sameUserMultipleRedeem',
  'redemptionPerCouponMaxLimit',
  'maxRedemptionsInSeriesPerUser',
  'maxRedeem',
  'minDaysBetweenRedemption',
];

/** The whole choice in one or two sentences of the summary. */
export function RedemptionLimitsNote() {
  const values = useFormValues(KEYS);
  const sentences = [whoSentence(values), limitsSentence(values)];
  return (
    <Row id="reuse-together" label="Taken together" native={false}>
      <p className={css.together}>
        {sentences
          .map((sentence) => sentence?.text)
          .filter(Boolean)
          .join(' ')}
      </p>
    </Row>
  );
}
