import type { CSSProperties } from 'react';
import { formatDay } from '#catalogue/format.ts';
import type { Day } from '#catalogue/kinds.ts';
import { couponTimeline, type LifeEvent } from '#domain/coupon-timeline.ts';
import type { CouponLife } from '#domain/coupon-life.ts';
import { eventName } from '#domain/life-words.ts';
import css from './timeline.module.css';

/** Where several things happen on one day, its sign is that of the one that matters most. */
const WEIGHT: readonly LifeEvent[] = ['until', 'from', 'issued', 'other'];

/** The life of a coupon drawn to scale: across where there is room, downwards where there is not. It reads as a list of days. */
export function Timeline({ life, today }: { life: CouponLife; today: Day }) {
  const stops = couponTimeline(life);
  if (stops.length === 0) return null;
  return (
    <div className={css.frame}>
      <ol className={css.line} aria-label="Life of a coupon" data-few={stops.length < 3 || undefined}>
        {stops.map(({ day, events, at, after }, index) => {
          const names = events.map((event) => eventName(event, life)).join(', ');
          return (
            <li
              key={day}
              // Places are data; the sheet reads them as variables.
              style={{ '--at': at, '--next': stops[index + 1]?.at ?? at } as CSSProperties}
              data-is={WEIGHT.find((event) => events.includes(event))}
              data-after={after}
              data-lean={at < 0.35 ? 'start' : at > 0.65 ? 'end' : undefined}
            >
              <span className={css.sign} />
              <span className={css.text}>
                <b>{`${names.charAt(0) + names.slice(1).toLowerCase()}${day === today ? ' today' : ''} `}</b>
                <span>{formatDay(day)}</span>
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
