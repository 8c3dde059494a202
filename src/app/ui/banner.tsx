import type { ReactNode } from 'react';
import css from './banner.module.css';
import { CheckIcon, ErrorIcon, WarningIcon } from './icons.tsx';

const ICONS = { success: CheckIcon, warn: WarningIcon, error: ErrorIcon } as const;

interface BannerProps {
  readonly tone: keyof typeof ICONS;
  readonly title: string;
  readonly children?: ReactNode;
}

/**
 * A result or a list of problems at the top of a page. Its container is the live region, so that it is announced once.
 */
export function Banner({ tone, title, children }: BannerProps) {
  const Icon = ICONS[tone];
  return (
    <section className={`surface ${css.banner}`} data-tone={tone} aria-label={title}>
      <span className={css.icon}>
        <Icon size={18} />
      </span>
      <div className={`stack ${css.body}`}>
        <h2 className={css.title}>{title}</h2>
        {children}
      </div>
    </section>
  );
}
