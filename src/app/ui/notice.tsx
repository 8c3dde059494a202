import type { ReactNode } from 'react';
import { ErrorIcon, InfoIcon, WarningIcon } from './icons.tsx';
import css from './notice.module.css';

type Tone = 'info' | 'warn' | 'error';

const ICONS = { info: InfoIcon, warn: WarningIcon, error: ErrorIcon } as const;
const WORDS = { info: 'Note', warn: 'Warning', error: 'Error' } as const;

interface NoticeProps {
  readonly tone: Tone;
  /** `line`: small, under a field. `panel`: on a soft ground of its own. */
  readonly layout?: 'line' | 'panel';
  readonly id?: string | undefined;
  /** Read aloud when it appears. */
  readonly live?: boolean;
  readonly children: ReactNode;
}

/** A sign and a sentence; the word "Warning" or "Error" is there for whoever does not see the sign. */
export function Notice({ tone, layout = 'line', id, live = false, children }: NoticeProps) {
  const Icon = ICONS[tone];
  const role = live ? (tone === 'error' ? 'alert' : 'status') : undefined;
  return (
    <div id={id} className={css.notice} data-tone={tone} data-layout={layout} role={role}>
      <span className={css.icon}>
        <Icon size={layout === 'line' ? 16 : 18} />
      </span>
      <div className={css.text}>
        <span className="visually-hidden">{`${WORDS[tone]}: `}</span>
        <div>{children}</div>
      </div>
    </div>
  );
}
