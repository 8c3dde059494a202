import { fieldOf } from '#catalogue/catalogue.ts';
import { explainError } from '#domain/redemption/error-numbers.ts';
import type { CheckedAttempt } from '#domain/redemption/redemption-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { FieldLink } from './answer.tsx';
import css from './check.module.css';

interface Props {
  /** What was typed. */
  readonly text: string;
  readonly checked: CheckedAttempt;
  readonly id: number;
  readonly mayEdit: boolean;
}

/** What an error number of the till means for this series. */
export function ErrorNumberAnswer({ text, checked, id, mayEdit }: Props) {
  const number = text.trim();
  if (number === '') return null;
  const error = /^\d{1,5}$/.test(number) ? explainError(Number(number)) : null;
  if (!error)
    return (
      <Notice tone="info" layout="panel" live>
        {/^\d{3}/.test(number)
          ? `${number} is not documented as an error of coupons. Ask for the text after it.`
          : 'Error numbers have three digits.'}
      </Notice>
    );
  const causes = checked.check.rules.filter(({ rule }) => error.rules.includes(rule));
  return (
    <section className={`surface ${css.error}`} aria-label={`Error ${error.number}`}>
      <div role="status">
        <h2 className="heading">{`${error.number}: ${error.meaning}`}</h2>
      </div>
      {error.from === 'engine' && <p className="secondary">A number of the coupon engine.</p>}
      {causes.length > 0 && (
        <ul className={css.causes} aria-label="What it can come from in this series">
          {causes.map(({ rule, field, text: value, outcome }) => (
            <li key={rule.id} data-outcome={outcome}>
              <FieldLink id={id} field={field} mayEdit={mayEdit}>
                {fieldOf(field).label}
              </FieldLink>
              <span>{value}</span>
            </li>
          ))}
        </ul>
      )}
      <ul className="secondary" aria-label="What to do next">
        {error.next.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
