import { useMemo } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import { zoneName } from '#catalogue/format.ts';
import { dayOf } from '#catalogue/zone.ts';
import type { Settings } from '#contract/api.ts';
import { whyNoCoupon } from '#domain/no-coupon.ts';
import { statusOf } from '#domain/status.ts';
import { hoursText, opennessText, windowText } from '#domain/window-text.ts';
import { hoursPerMonth, nextWindows, openness, scheduleOf } from '#domain/windows.ts';
import { useNow } from '../ui/use-now.ts';
import css from './redemption-times.module.css';

const COUNT = 5;

/** Whether coupons work now, why not, and when they do next, by the organisation's clock. */
export function RedemptionTimes({ values, settings }: { values: Values; settings: Settings }) {
  const { clusterTimeZone, timeZone: zone } = settings;
  const now = useNow();
  const schedule = useMemo(() => scheduleOf(values, clusterTimeZone), [values, clusterTimeZone]);
  const times = useMemo(() => {
    if (schedule === null) return null;
    const clock = { now, zone };
    // The one that is open now is said above the others.
    const later = nextWindows(schedule, { ...clock, count: COUNT + 1 }).filter(({ start }) => start > now);
    return {
      open: openness(schedule, clock),
      windows: later.slice(0, COUNT).map((window) => ({ start: window.start, ...windowText(window, clock) })),
    };
  }, [schedule, now, zone]);
  if (schedule === null || times === null)
    return <p className={css.note}>Cannot be told while the days and hours, the start or the end cannot be read.</p>;

  // What is used up is shut whatever the hour.
  const { status, reason: used } = statusOf(values, { now, clusterZone: clusterTimeZone });
  const inTime = times.open.is !== 'over' && times.open.is !== 'never';
  const noCoupon = inTime ? whyNoCoupon(values, dayOf(now, clusterTimeZone), clusterTimeZone) : null;
  const never = times.open.is === 'never' || noCoupon !== null;
  const { answer, reason } =
    noCoupon !== null
      ? { answer: 'Never redeemable', reason: noCoupon }
      : status === 'limitReached'
        ? { answer: 'Limit reached', reason: `${used}. Its days and hours alone would allow these times.` }
        : opennessText(times.open, { now, zone });
  return (
    <div className={css.times}>
      <p
        className={css.now}
        data-open={(times.open.is === 'open' && noCoupon === null && status !== 'limitReached') || undefined}
      >
        <span className={css.shape} aria-hidden="true" />
        <b>{`${answer} `}</b>
        <span className={css.reason}>{reason}</span>
      </p>
      {!never && times.windows.length > 0 && (
        <ol className={css.windows} aria-label="Next times it can be redeemed">
          {times.windows.map(({ start, days, hours }) => (
            <li key={start}>
              <span>{`${days} `}</span>
              <span>{hours}</span>
            </li>
          ))}
        </ol>
      )}
      <p
        className={css.note}
      >{`${!never ? `${hoursText(hoursPerMonth(schedule.range))}. ` : ''}Times in ${zoneName(now, zone)}; each till goes by the local time of its store.`}</p>
    </div>
  );
}
