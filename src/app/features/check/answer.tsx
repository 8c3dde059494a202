import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { fieldOf } from '#catalogue/catalogue.ts';
import { type CheckAnswer, codesText } from '#domain/redemption/check-answer.ts';
import { Card } from '../../ui/card.tsx';
import css from './check.module.css';
import { CopyTextButton } from './copy-text-button.tsx';

interface AnswerProps {
  readonly answer: CheckAnswer;
  readonly id: number;
  readonly mayEdit: boolean;
}

const address = () => window.location.href;

const TONES = { fail: 'error', pass: 'success', unknown: undefined } as const;

/** The verdict, every rule that refuses, the smallest change, and what to say. */
export function Answer({ answer, id, mayEdit }: AnswerProps) {
  const { verdict, failing, fix } = answer;
  return (
    <>
      <section className={`surface rows ${css.verdict}`} data-tone={TONES[verdict]} aria-label="Verdict">
        <div role="status">
          <h2>{answer.title}</h2>
          <p>{answer.summary}</p>
          {answer.atTill.map(({ rule, field, text }) => (
            <p key={rule.id}>{`The till may refuse it. ${fieldOf(field).label}: ${text}`}</p>
          ))}
        </div>
        {failing.length > 0 && (
          <>
            <ol className={`rows ${css.reasons}`} aria-label="Rules that refuse it">
              {failing.map((found) => (
                <li key={found.rule.id}>
                  <span>
                    <b>{fieldOf(found.field).label}</b>
                    <span>{`: ${found.text}`}</span>
                  </span>
                  <span className="secondary">{`Error ${codesText(found.rule)}`}</span>
                  {found.assumes !== undefined && <span className="tertiary">{`Assumed: ${found.assumes}`}</span>}
                </li>
              ))}
            </ol>
            <p className="tertiary">{answer.order}</p>
          </>
        )}
      </section>
      {fix && <SmallestChange fix={fix} id={id} mayEdit={mayEdit} />}
      <Card title="To read out">
        <div className="stack">
          <p className={css.say}>{answer.say}</p>
          <div className="cluster">
            <CopyTextButton label="Copy as text for a ticket" text={() => answer.ticket(address())} />
            {!mayEdit && fix && (
              <CopyTextButton label="Copy a note for a marketer" text={() => answer.note(address())} />
            )}
          </div>
        </div>
      </Card>
    </>
  );
}

interface FixProps extends Omit<AnswerProps, 'answer'> {
  readonly fix: NonNullable<CheckAnswer['fix']>;
}

function SmallestChange({ fix: { customer, marketer }, id, mayEdit }: FixProps) {
  return (
    <Card title="Smallest change">
      <dl className="rows">
        <div className="field-line">
          <dt>By the customer</dt>
          <dd>{customer}</dd>
        </div>
        <div className="field-line">
          <dt>
            {typeof marketer !== 'string' && marketer.length > 1 ? 'By a marketer, one of these' : 'By a marketer'}
          </dt>
          <dd>
            {typeof marketer === 'string' ? (
              marketer
            ) : (
              <ul className="rows">
                {marketer.map((changes) => (
                  <li key={changes.map(({ field }) => field).join()} className="rows">
                    {changes.map(({ field, text }) => (
                      <div key={field}>
                        <FieldLink id={id} field={field} mayEdit={mayEdit}>
                          {text}
                        </FieldLink>
                      </div>
                    ))}
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </Card>
  );
}

/** A link to the field in the editor, for those who may edit. */
export function FieldLink(props: { id: number; field: FieldKey; mayEdit: boolean; children: ReactNode }) {
  const { id, field, mayEdit, children } = props;
  if (!mayEdit) return <span>{children}</span>;
  return (
    <Link to="/series/$id/edit" params={{ id }} hash={`field-${field}`}>
      {children}
    </Link>
  );
}
