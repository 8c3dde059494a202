import type { ReactNode } from 'react';
import { ErrorIcon, InfoIcon, WarningIcon } from './icons.tsx';
import css from './notice.module.css';

type Tone = 'info' | 'warn' | 'error';

const ICONS = { info: InfoIcon, warn: WarningIcon, error: ErrorIcon } as const;
const LABELS = { info: 'Note', warn: 'Warning', error: 'Error' } as const;

interface NoticeProps {
  readonly tone: Tone;
  /** `line`: small, below a field. `panel`: with a background. */
  readonly layout?: 'line' | 'panel';
  readonly id?: string | undefined;
  /** Announced to screen readers when it appears. */
  readonly live?: boolean;
  readonly children: ReactNode;
}

/**
 * An icon and a message. Screen readers get the word "Warning" or "Error" instead of the icon. All elements are inline,
 * because Mantine shows the error of an input in a paragraph.
 */
export function Notice({ tone, layout = 'line', id, live = false, children }: NoticeProps) {
  const Icon = ICONS[tone];
  const role = live ? (tone === 'error' ? 'alert' : 'status') : undefined;
  return (
    <span id={id} className={css.notice} data-tone={tone} data-layout={layout} role={role}>
      <span className={css.icon}>
        <Icon size={layout === 'line' ? 16 : 18} />
      </span>
      <span className={css.text}>
        <span className="visually-hidden">{`${LABELS[tone]}: `}</span>
        <span className={css.content}>{children}</span>
      </span>
    </span>
  );
}
