import { fieldOf } from '#catalogue/catalogue.ts';
import { errorIn } from '#domain/redemption/error-numbers.ts';
import type { CheckedAttempt } from '#domain/redemption/redemption-text.ts';
import { FieldLink } from './answer.tsx';
import css from './check.module.css';
import { ErrorMeaning } from './error-meaning.tsx';

interface Props {
  /** What was typed. */
  readonly text: string;
  readonly checked: CheckedAttempt;
  readonly id: number;
  readonly mayEdit: boolean;
}

/** What an error number of the till means for this series. */
export function ErrorNumberAnswer({ text, checked, id, mayEdit }: Props) {
  const possible = errorIn(text)?.rules ?? [];
  const causes = checked.check.rules.filter(({ rule }) => possible.includes(rule));
  return (
    <ErrorMeaning text={text}>
      {causes.length > 0 && (
        <ul className={`rows ${css.causes}`} aria-label="What it can come from in this series">
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
    </ErrorMeaning>
  );
}
