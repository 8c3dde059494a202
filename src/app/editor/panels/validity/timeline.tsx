import type { CSSProperties } from 'react';
import { formatDay } from '#values/date-format.ts';
import type { Day } from '#values/zone.ts';
import { couponTimeline, type LifeEvent } from '#domain/lifetime/coupon-timeline.ts';
import type { CouponLife } from '#domain/lifetime/coupon-life.ts';
import { eventName } from '#domain/lifetime/coupon-life-text.ts';
import css from './timeline.module.css';

/** If several events share a day, the first of this list decides the mark. */
const PRIORITY: readonly LifeEvent[] = ['until', 'from', 'issued', 'other'];

/** Timeline of a coupon to scale. Semantically an ordered list of days. */
export function Timeline({ life, today }: { life: CouponLife; today: Day }) {
  const stops = couponTimeline(life);
  if (stops.length === 0) return null;
  return (
    <ol className={css.line} aria-label="Life of a coupon">
      {stops.map(({ day, events, at, after }, index) => {
        const names = events.map((event) => eventName(event, life)).join(', ');
        return (
          <li
            key={day}
            // The stylesheet computes distances from these variables.
            style={{ '--at': at, '--next': stops[index + 1]?.at ?? at } as CSSProperties}
            data-is={PRIORITY.find((event) => events.includes(event))}
            data-after={after}
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
  );
}
