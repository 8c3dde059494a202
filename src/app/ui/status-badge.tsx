import { type Status, STATUS_LABELS } from '#domain/status.ts';
import css from './status-badge.module.css';

interface StatusBadgeProps extends Status {
  /**
   * `pill`: on one line, the reason in full. `stacked`: for tables, the first half of the reason beneath. `line`: the same on one line,
   * as far as there is room.
   */
  readonly layout?: 'pill' | 'stacked' | 'line';
}

/** A word with a shape of its own and the reason beside it: colour says nothing that is not said twice. */
export function StatusBadge({ status, reason, layout = 'pill' }: StatusBadgeProps) {
  const short = layout === 'pill' ? reason : (reason.split(', ')[0] ?? reason);
  return (
    <span className={css.badge} data-layout={layout} data-status={status}>
      <span className={css.word}>
        <span className={css.shape} aria-hidden="true" />
        <span>{`${STATUS_LABELS[status]} `}</span>
      </span>
      <span className={css.reason} title={short === reason && layout !== 'line' ? undefined : reason}>
        {short}
      </span>
    </span>
  );
}
