import { memo, useDeferredValue, useMemo, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { fieldOf, type Values } from '#catalogue/catalogue.ts';
import { type Day, isOdd } from '#catalogue/kinds.ts';
import { dayOf } from '#catalogue/zone.ts';
import { issuePresets } from '#domain/day-presets.ts';
import { couponLife, LIFE_FIELDS, unclearLife } from '#domain/coupon-life.ts';
import { lifeWords } from '#domain/life-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { Row } from '../../ui/row.tsx';
import { useNow } from '../../ui/use-now.ts';
import { DayInput } from '../controls/day-input.tsx';
import type { TypedText } from '../controls/types.ts';
import { useBase, useEditor } from '../editor-context.tsx';
import css from './coupon-life.module.css';
import { Timeline } from './timeline.tsx';

const ID = 'coupon-life';

/** What becomes of one coupon issued on any day: when it can be redeemed, when it expires, and which rule decides. */
export function CouponLife() {
  const { form, settings } = useEditor();
  const base = useBase();
  const [picked, setPicked] = useState<Day | null | TypedText>(null);
  const [left, setLeft] = useState(false);
  const watched = useWatch({ control: form.control, name: LIFE_FIELDS });
  // Drawn after the typing, not during it.
  const deferred = useDeferredValue(JSON.stringify(watched));
  const values = useMemo((): Values => {
    const held = JSON.parse(deferred) as unknown[];
    return { ...base.values, ...Object.fromEntries(LIFE_FIELDS.map((key, at) => [key, held[at]])) };
  }, [deferred, base]);
  const today = dayOf(useNow(), settings.clusterTimeZone);
  const unread = isOdd(picked);
  return (
    <Row
      id={ID}
      native={false}
      label="Life of a coupon"
      help="For any day of issue. It follows what is entered here and in “Redemption window”; nothing of it is saved."
    >
      <div className={css.issued}>
        <span id={`${ID}-day-label`} className={css.label}>
          Issued on
        </span>
        <DayInput
          id={`${ID}-day`}
          label="Issued on"
          value={picked}
          noneLabel="Today"
          presets={issuePresets}
          clusterZone={settings.clusterTimeZone}
          onChange={(next) => {
            setLeft(false);
            setPicked(next);
          }}
          onBlur={() => setLeft(true)}
          describedBy={unread && left ? `${ID}-problem` : undefined}
          invalid={unread && left}
          disabled={false}
          required={false}
        />
      </div>
      {unread ? (
        <p id={`${ID}-problem`} className={css.pending}>
          Enter the day of issue, such as 6 Dec 2026.
        </p>
      ) : (
        <Life values={values} issued={picked ?? today} today={today} clusterZone={settings.clusterTimeZone} />
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
        className={css.pending}
      >{`This cannot be told before there is a value in ${unclear.map((key) => `“${fieldOf(key).label}”`).join(' and ')}.`}</p>
    );
  const life = couponLife(values, issued, clusterZone);
  const { tone, verdict, reasons } = lifeWords(values, life, today, clusterZone);
  return (
    <div className={css.life}>
      <Timeline life={life} today={today} />
      <div role="status" className={css.words}>
        {tone === 'warn' ? <Notice tone="warn">{verdict}</Notice> : <p className={css.verdict}>{verdict}</p>}
        {reasons.length > 0 && <p>{reasons.join(' ')}</p>}
      </div>
    </div>
  );
});
