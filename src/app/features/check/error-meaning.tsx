import type { ReactNode } from 'react';
import type { ErrorNumber } from '#domain/redemption/error-numbers.ts';
import { Notice } from '../../ui/notice.tsx';
import css from './check.module.css';

interface Props {
  /** What was typed. */
  readonly text: string;
  readonly error: ErrorNumber | null;
  /** What the error can come from. */
  readonly children?: ReactNode;
}

/** What an error number of the till means, and what to do next. */
export function ErrorMeaning({ text, error, children }: Props) {
  const number = text.trim();
  if (number === '') return null;
  if (!error)
    return (
      <Notice tone="info" layout="panel" live>
        {/^\d{3}/.test(number)
          ? `${number} is not documented as an error of coupons. Ask for the text after it.`
          : 'Error numbers have three or four digits.'}
      </Notice>
    );
  return (
    <section className={`surface rows ${css.error}`} aria-label={`Error ${error.number}`}>
      <div role="status">
        <h2 className="heading">{`${error.number}: ${error.meaning}`}</h2>
      </div>
      {error.from === 'engine' && <p className="secondary">A number of the coupon engine.</p>}
      {children}
      <ul className="secondary" aria-label="What to do next">
        {error.next.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
