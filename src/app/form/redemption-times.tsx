import { useMemo } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import { zoneName } from '#catalogue/format.ts';
import type { Settings } from '#contract/api.ts';
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
    const windows = nextWindows(schedule, { ...clock, count: COUNT });
    return {
      open: openness(schedule, clock),
      windows: windows.map((window) => ({ start: window.start, ...windowText(window, clock) })),
    };
  }, [schedule, now, zone]);
  if (schedule === null || times === null)
    return <p className={css.note}>Known once the days and hours, the start and the end can be read.</p>;

  const { answer, reason } = opennessText(times.open, { now, zone });
  return (
    <div className={css.times}>
      <p className={css.now} data-open={times.open.is === 'open' || undefined}>
        <span className={css.shape} aria-hidden="true" />
        <b>{answer}</b> <span className={css.reason}>{reason}</span>
      </p>
      {times.windows.length > 0 && (
        <ol className={css.windows} aria-label="Next times it can be redeemed">
          {times.windows.map(({ start, days, hours }) => (
            <li key={start}>
              <span>{days}</span> <span>{hours}</span>
            </li>
          ))}
        </ol>
      )}
      <p className={css.note}>
        {hoursText(hoursPerMonth(schedule.range))}. Times in {zoneName(now, zone)}; each till goes by the local time of
        its store.
      </p>
    </div>
  );
}
