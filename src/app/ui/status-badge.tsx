import { type Status, STATUS_LABELS } from '#domain/lifetime/status.ts';
import css from './status-badge.module.css';

interface StatusBadgeProps extends Status {
  /**
   * `pill`: one line with the full reason. `stacked`: for tables, the short reason below. `line`: the short reason on
   * the same line, truncated if necessary.
   */
  readonly layout?: 'pill' | 'stacked' | 'line';
}

const TONES = {
  live: 'success',
  scheduled: 'accent',
  ended: 'info',
  notRedeemable: 'error',
  limitReached: 'warn',
} as const;

const CLASSES = { pill: 'secondary', stacked: 'tertiary', line: 'tertiary truncate' } as const;

/** A status with its own shape and the reason as text, so that colour is never the only sign. */
export function StatusBadge({ status, reason, remark, layout = 'pill' }: StatusBadgeProps) {
  const short = layout === 'pill' ? reason : (reason.split(', ')[0] ?? reason);
  return (
    <span className={css.badge} data-layout={layout} data-status={status} data-tone={TONES[status]}>
      <span className={css.word}>
        <span className={css.shape} aria-hidden="true" />
        <span>{`${STATUS_LABELS[status]} `}</span>
      </span>
      <span className={`tabular ${CLASSES[layout]}`} title={short === reason && layout !== 'line' ? undefined : reason}>
        {short}
      </span>
      {remark !== undefined && <span className={`tabular ${CLASSES[layout]} ${css.remark}`}>{remark}</span>}
    </span>
  );
}
