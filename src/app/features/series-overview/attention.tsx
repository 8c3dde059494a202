import { useQuery } from '@tanstack/react-query';
import { dequal } from 'dequal/lite';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { LastSent } from '#contract/series-endpoints.ts';
import { readWarnings } from '#contract/warnings.ts';
import { validate } from '#domain/rules/validate.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import type { Series } from '#domain/series/series.ts';
import { lastSentQuery, type ShownSettings } from '../../api/series-queries.ts';
import { IssueCode } from '../../series/issue-code.tsx';
import { saveText } from '../../series/save-text.ts';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import css from './overview.module.css';

/** What the rules report about the stored series, and the warnings of the last save that still apply. */
export function Attention({ series, settings }: { readonly series: Series; readonly settings: ShownSettings }) {
  const now = useNow();
  const { data: lastSent } = useQuery({
    ...lastSentQuery(Number(series.wire['id'])),
    refetchOnWindowFocus: 'always',
  });
  const { clusterTimeZone: clusterZone, timeZone } = settings;
  const issues = validate(series, series.values, { now, clusterZone });
  const warnings = lastSent ? warningsThatApply(lastSent, series, clusterZone) : [];
  if (issues.length === 0 && warnings.length === 0) return null;
  return (
    <div className={css.wide}>
      <Card title="Needs attention">
        {issues.length > 0 && (
          <ul className="stack">
            {issues.map(({ field, message, rule }) => (
              <Item key={`${field} ${rule ?? ''}`} field={field} message={message} />
            ))}
          </ul>
        )}
        {lastSent && warnings.length > 0 && (
          <>
            <p className="secondary">{`Warnings of the save by ${saveText(lastSent, timeZone)}:`}</p>
            <ul className="stack">
              {warnings.map((warning) => (
                <Item key={`${warning.field} ${warning.message}`} {...warning} />
              ))}
            </ul>
          </>
        )}
      </Card>
    </div>
  );
}

/** The API answers its warnings only once. One about a field ends with the next change of its value. */
function warningsThatApply(lastSent: LastSent, { values }: Series, clusterZone: string) {
  const about = decodeSeries(lastSent.after ?? lastSent.body, clusterZone).values;
  return readWarnings(lastSent.warnings).filter(({ field }) => field === null || dequal(values[field], about[field]));
}

interface ItemProps {
  readonly field: FieldKey | null;
  readonly message: string;
  readonly code?: number | null;
}

function Item({ field, message, code }: ItemProps) {
  return (
    <li>
      <Notice tone="warn">
        {field && <b>{fieldOf(field).label}</b>}
        <span>{`${field ? ': ' : ''}${message}`}</span>
        <IssueCode code={code} />
      </Notice>
    </li>
  );
}
