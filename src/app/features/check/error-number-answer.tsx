import { fieldOf } from '#catalogue/catalogue.ts';
import { errorIn, explainedText } from '#domain/redemption/error-numbers.ts';
import type { ShownRule } from '#domain/redemption/check-answer.ts';
import { FieldLink } from './answer.tsx';
import css from './check.module.css';
import { ErrorMeaning } from './error-meaning.tsx';

interface Props {
  /** What was typed. */
  readonly text: string;
  readonly rules: readonly ShownRule[];
  readonly id: number;
  readonly mayEdit: boolean;
}

/** What an error number of the till means for this series. */
export function ErrorNumberAnswer({ text, rules, id, mayEdit }: Props) {
  const all = errorIn(
    text,
    rules.map(({ rule }) => rule),
  );
  // What passes is not the cause, so there is nothing to ask about it.
  const open = errorIn(
    text,
    rules.flatMap(({ rule, outcome }) => (outcome === 'pass' ? [] : rule)),
  );
  const error = open && open.rules.length > 0 ? open : all;
  const causes = rules.filter(({ rule }) => all?.rules.includes(rule));
  const explained = all && explainedText(all.number, causes);
  return (
    <ErrorMeaning text={text} error={error}>
      {explained !== null && <p role="status">{explained}</p>}
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
