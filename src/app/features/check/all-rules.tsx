import { fieldOf } from '#catalogue/catalogue.ts';
import { codesText, type ShownRule } from '#domain/redemption/check-answer.ts';
import { Card } from '../../ui/card.tsx';
import { CheckIcon, CrossIcon, InfoIcon } from '../../ui/icons.tsx';
import css from './check.module.css';

const ICONS = { pass: CheckIcon, fail: CrossIcon, unknown: InfoIcon } as const;
const WORDS = { pass: 'Passes', fail: 'Refuses', unknown: 'Unknown' } as const;
/** The API passes it on, and does not refuse. */
const TILL_WORDS = { ...WORDS, fail: 'Not meant' } as const;

/** What a known fact means is open only if the readings of the rule disagree. */
function wordOf({ rule, outcome, readings = [] }: ShownRule): string {
  const isOpen = outcome === 'unknown' && new Set(readings.map((reading) => reading.outcome)).size > 1;
  return isOpen ? 'Not documented' : (rule.enforcedBy ? TILL_WORDS : WORDS)[outcome];
}

/** Every rule, with its outcome and its values. */
export function AllRules({ rules }: { readonly rules: readonly ShownRule[] }) {
  return (
    <section aria-labelledby="all-rules">
      <h2 className="heading" id="all-rules">
        All rules
      </h2>
      <Card flush>
        <ul className={`divided ${css.list}`}>
          {rules.map((shown) => {
            const { rule, field, outcome, text, readings, assumes } = shown;
            const Icon = ICONS[outcome];
            return (
              <li key={rule.id} data-outcome={outcome} data-rule={rule.id}>
                <Icon size={16} />
                <div>
                  <p>
                    <span className="secondary">{`${wordOf(shown)} `}</span>
                    <b>{fieldOf(field).label}</b>
                    <span>{`: ${text}`}</span>
                  </p>
                  {readings && (
                    <p className="secondary">
                      {readings
                        .map((reading) => `${reading.meaning}: ${WORDS[reading.outcome].toLowerCase()}`)
                        .join(' · ')}
                    </p>
                  )}
                  {assumes !== undefined && <p className="tertiary">{`Assumed: ${assumes}`}</p>}
                </div>
                <span className="tertiary tabular">{codesText(rule)}</span>
              </li>
            );
          })}
        </ul>
      </Card>
      <p className="tertiary">Blocked customers and test coupons are not checked: another service decides.</p>
    </section>
  );
}
