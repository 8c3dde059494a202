import { memo, useDeferredValue, useState } from 'react';
import { fieldOf, type Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { dayOf, type Day } from '#values/zone.ts';
import { issuePresets } from '#domain/windows/day-presets.ts';
import { couponLife, LIFE_FIELDS, unclearLife } from '#domain/lifetime/coupon-life.ts';
import { couponLifeText } from '#domain/lifetime/coupon-life-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Row } from '../../../ui/row.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { DayInput } from '../../controls/day-input.tsx';
import type { TypedText } from '../../controls/control-types.ts';
import { useEditor, useFormValues } from '../../state/editor-context.tsx';
import css from './coupon-life-preview.module.css';
import { Timeline } from './timeline.tsx';

const ID = 'coupon-life';
const READS = [...LIFE_FIELDS, 'redemptionRange'] as const;

/** Preview of one coupon issued on a given day: when it can be redeemed, when it expires, and why. */
export function CouponLifePreview() {
  const { settings } = useEditor();
  const [issueDay, setIssueDay] = useState<Day | null | TypedText>(null);
  const [touched, setTouched] = useState(false);
  // Deferred, so that typing stays fast.
  const values = useDeferredValue(useFormValues(READS));
  const today = dayOf(useNow(), settings.clusterTimeZone);
  const isInvalid = isUnresolved(issueDay);
  return (
    <Row
      id={ID}
      native={false}
      label="Life of a coupon"
      help="For any day of issue, from the values here and in “Redemption window”. Nothing here is saved."
    >
      <div className={`cluster ${css.issued}`}>
        <b id={`${ID}-day-label`}>Issued on</b>
        <DayInput
          id={`${ID}-day`}
          label="Issued on"
          value={issueDay}
          noneLabel="Today"
          presets={issuePresets}
          clusterZone={settings.clusterTimeZone}
          onChange={(next) => {
            setTouched(false);
            setIssueDay(next);
          }}
          onBlur={() => setTouched(true)}
          describedBy={isInvalid && touched ? `${ID}-problem` : undefined}
          invalid={isInvalid && touched}
          disabled={false}
          required={false}
        />
      </div>
      {isInvalid ? (
        <p id={`${ID}-problem`} className={`secondary ${css.pending}`}>
          Enter the day of issue, such as 6 Dec 2026.
        </p>
      ) : (
        <Life values={values} issued={issueDay ?? today} today={today} clusterZone={settings.clusterTimeZone} />
      )}
    </Row>
  );
}

interface LifeProps {
  readonly values: Values;
  readonly issued: Day;
  readonly today: Day;
  readonly clusterZone: string;
}

const Life = memo(function Life({ values, issued, today, clusterZone }: LifeProps) {
  const unclear = unclearLife(values);
  if (unclear.length > 0)
    return (
      <p
        className={`secondary ${css.pending}`}
      >{`Enter a value in ${unclear.map((key) => `“${fieldOf(key).label}”`).join(' and ')} to see this.`}</p>
    );
  const life = couponLife(values, issued, clusterZone);
  const { tone, verdict, reasons } = couponLifeText(values, life, today, clusterZone);
  return (
    <div className="stack">
      <Timeline life={life} today={today} />
      <div role="status" className="secondary">
        {tone === 'warn' ? <Notice tone="warn">{verdict}</Notice> : <p className={css.verdict}>{verdict}</p>}
        {reasons.length > 0 && <p>{reasons.join(' ')}</p>}
      </div>
    </div>
  );
});
