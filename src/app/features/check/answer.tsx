import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { fieldOf } from '#catalogue/catalogue.ts';
import {
  atTheTill,
  type CheckedAttempt,
  codesText,
  customerText,
  failingOf,
  fieldChangeText,
  isRefused,
  marketerNote,
  readOut,
  ticketText,
  VERDICTS,
  verdictText,
} from '#domain/redemption/redemption-text.ts';
import { nextAttempt } from '#domain/redemption/smallest-change.ts';
import { Card } from '../../ui/card.tsx';
import css from './check.module.css';
import { CopyTextButton } from './copy-text-button.tsx';

interface AnswerProps {
  readonly checked: CheckedAttempt;
  readonly id: number;
  readonly mayEdit: boolean;
}

const address = () => window.location.href;

const TONES = { fail: 'error', pass: 'success', unknown: undefined } as const;

/** The verdict, every rule that refuses, the smallest change, and what to say. */
export function Answer({ checked, id, mayEdit }: AnswerProps) {
  const { check } = checked;
  const failing = failingOf(check);
  const refusals = atTheTill(check, 'fail');
  return (
    <>
      <section className={`surface rows ${css.verdict}`} data-tone={TONES[check.verdict]} aria-label="Verdict">
        <div role="status">
          <h2>{VERDICTS[check.verdict]}</h2>
          <p>{verdictText(check)}</p>
          {refusals.map(({ rule, field, text }) => (
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
            <p className="tertiary">In the order of the older engine. The order today is not known.</p>
          </>
        )}
      </section>
      {isRefused(check) && <SmallestChange checked={checked} id={id} mayEdit={mayEdit} />}
      <Card title="To read out">
        <div className="stack">
          <p className={css.say}>{readOut(checked)}</p>
          <div className="cluster">
            <CopyTextButton label="Copy as text for a ticket" text={() => ticketText(checked, address())} />
            {!mayEdit && isRefused(check) && (
              <CopyTextButton label="Copy a note for a marketer" text={() => marketerNote(checked, address())} />
            )}
          </div>
        </div>
      </Card>
    </>
  );
}

function SmallestChange({ checked, id, mayEdit }: AnswerProps) {
  const { customer, marketer, input } = checked;
  return (
    <Card title="Smallest change">
      <dl className="rows">
        <div className="field-line">
          <dt>By the customer</dt>
          <dd>
            {'impossible' in customer
              ? `None: ${listOf(customer.impossible.map(({ field }) => fieldOf(field).label))} cannot be changed by the customer.`
              : `It works ${customerText(customer.change, nextAttempt(input))}.`}
          </dd>
        </div>
        <div className="field-line">
          <dt>By a marketer</dt>
          <dd>
            {'impossible' in marketer ? (
              `None in the series: ${listOf(marketer.impossible.map(({ field }) => fieldOf(field).label))} stays.`
            ) : marketer.change.length === 0 ? (
              'None is needed: it works now.'
            ) : (
              <ul className="rows">
                {marketer.change.map((change) => (
                  <li key={change.field}>
                    <FieldLink id={id} field={change.field} mayEdit={mayEdit}>
                      {fieldChangeText(change, nextAttempt(input))}
                    </FieldLink>
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

const listOf = (labels: readonly string[]) => [...new Set(labels)].map((label) => `“${label}”`).join(', ');

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
