import { useMemo } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import { zoneName } from '#values/date-format.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { statusOf } from '#domain/lifetime/status.ts';
import { hoursText, opennessText, windowText } from '#domain/windows/window-text.ts';
import { scheduleOf } from '#domain/lifetime/schedule.ts';
import { hoursPerMonth, nextWindows, openness } from '#domain/windows/windows.ts';
import { useNow } from '../ui/use-now.ts';
import css from './redemption-times.module.css';

const COUNT = 5;
/** Hours of the shortest average month without restriction. */
const ALL_HOURS = 730;

/** Whether coupons can be redeemed now, why not, and the next times, in the organisation's zone. */
export function RedemptionTimes({ values, settings }: { values: Values; settings: Settings }) {
  const { clusterTimeZone, timeZone: zone } = settings;
  const now = useNow();
  const schedule = useMemo(() => scheduleOf(values, clusterTimeZone), [values, clusterTimeZone]);
  const times = useMemo(() => {
    if (schedule === null) return null;
    const clock = { now, zone };
    // The current window is shown above the list.
    const later = nextWindows(schedule, { ...clock, count: COUNT + 1 }).filter(({ start }) => start > now);
    return {
      open: openness(schedule, clock),
      windows: later.slice(0, COUNT).map((window) => ({ start: window.start, ...windowText(window, clock) })),
    };
  }, [schedule, now, zone]);
  if (schedule === null || times === null)
    return <p className="tertiary">Not available: the days and hours, the start or the end could not be read.</p>;

  const { status, reason: statusReason } = statusOf(values, { now, clusterZone: clusterTimeZone, storeZone: zone });
  const perMonth = hoursPerMonth(schedule.range);
  const isNever = status === 'notRedeemable' || times.open.status === 'never';
  const { answer, reason } =
    status === 'notRedeemable'
      ? { answer: 'Never redeemable', reason: statusReason }
      : status === 'limitReached'
        ? { answer: 'Limit reached', reason: `${statusReason}. Its days and hours would allow these times.` }
        : opennessText(times.open, { now, zone });
  return (
    <div className={`stack tabular ${css.times}`}>
      <p
        className={css.now}
        data-open={
          (times.open.status === 'open' && status !== 'notRedeemable' && status !== 'limitReached') || undefined
        }
      >
        <b>{`${answer} `}</b>
        <span>{reason}</span>
      </p>
      {!isNever && times.windows.length > 0 && (
        <ol className="pairs" aria-label="Next times it can be redeemed">
          {times.windows.map(({ start, days, hours }) => (
            <li key={start}>
              <span>{`${days} `}</span>
              <span>{hours}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="tertiary">{`${!isNever && perMonth < ALL_HOURS ? `${hoursText(perMonth)}. ` : ''}Times in ${zoneName(now, zone)}; each till goes by the local time of its store.`}</p>
    </div>
  );
}
