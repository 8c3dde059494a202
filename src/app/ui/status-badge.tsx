import { type Status, STATUS_LABELS } from '#domain/status.ts';
import css from './status-badge.module.css';

interface StatusBadgeProps extends Status {
  /** `pill`: on one line, the reason in full. `stacked`: for tables, the first half of the reason beneath. */
  readonly layout?: 'pill' | 'stacked';
}

/** A word with a shape of its own and the reason beside it: colour says nothing that is not said twice. */
export function StatusBadge({ status, reason, layout = 'pill' }: StatusBadgeProps) {
  const short = layout === 'stacked' ? (reason.split(', ')[0] ?? reason) : reason;
  return (
    <span className={css.badge} data-layout={layout} data-status={status}>
      <span className={css.word}>
        <span className={css.shape} aria-hidden="true" />
        {STATUS_LABELS[status]}
      </span>{' '}
      <span className={css.reason} title={short === reason ? undefined : reason}>
        {short}
      </span>
    </span>
  );
}
