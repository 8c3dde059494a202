import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { type FieldKey, fieldOf, sectionOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { formatDay } from '#values/date-format.ts';
import { dayOf } from '#values/zone.ts';
import type { LastSent } from '#contract/series-endpoints.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { formatPreviousValue } from '#domain/change/previous-value.ts';
import type { Change } from '#domain/change/diff.ts';
import { predict, type Prediction } from '#domain/change/predict.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import { useBase } from '../state/editor-context.tsx';
import type { FieldIssue } from '../state/editor-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { PreparedUpdate } from './prepare-update.ts';
import css from './review.module.css';
import { translateOf } from '../../ui/translate.ts';
import { changesText } from '../state/change-labels.ts';

/** What to send for a field that the API does not return and that has no entered value. */
export type Decision = 'lastSent' | 'empty' | 'leaveOut';

interface Props {
  readonly update: PreparedUpdate;
  readonly issues: ReadonlyMap<FieldKey, readonly FieldIssue[]>;
  readonly printBefore: Print;
  readonly print: Print;
  readonly settings: Settings;
  readonly lastSent: LastSent | null;
  readonly saving: boolean;
  readonly problem: string | null;
  readonly onSave: (decisions: ReadonlyMap<FieldKey, Decision>) => void;
  readonly onClose: () => void;
}

/** Lists every change before it is sent, and what the API will store differently. */
export function ReviewDialog(props: Props) {
  const { update, settings, issues, saving, problem, onSave, onClose } = props;
  const [decisions, setDecisions] = useState<ReadonlyMap<FieldKey, Decision>>(new Map());
  const { changes, undecided } = update;
  // The embedded source stores what it receives.
  const predictions = settings.source === 'upstream' ? predict(update.body, settings.clusterTimeZone) : [];
  const groups = [...new Set(changes.map(({ field }) => sectionOf(field)))];
  const awaiting = undecided.filter((field) => !decisions.has(field));
  const otherPredictions = predictions.filter(({ field }) => !changes.some((change) => change.field === field));
  return (
    <Dialog
      opened
      onClose={onClose}
      size={720}
      title={`Review ${changesText(changes.length)}`}
      withCloseButton={!saving}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (awaiting.length === 0 && !saving) onSave(decisions);
        }}
      >
        {problem && (
          <Banner tone="error" title="Not saved">
            <p>{problem}</p>
          </Banner>
        )}
        {groups.map((section) => (
          <section key={section.id} className={css.group}>
            <h3 className="secondary">{section.label}</h3>
            <dl>
              {changes
                .filter(({ field }) => sectionOf(field) === section)
                .map((change) => (
                  <ChangeRow
                    key={change.field}
                    change={change}
                    {...props}
                    predictions={predictions}
                    issues={issues.get(change.field) ?? []}
                  />
                ))}
            </dl>
          </section>
        ))}
        {otherPredictions.length > 0 && (
          <Banner tone="warn" title="Fields you did not touch that the API will change">
            <ul>
              {otherPredictions.map(({ field, message }) => (
                <li key={field}>
                  <b>{fieldOf(field).label}</b>
                  <span>{`: ${message}`}</span>
                </li>
              ))}
            </ul>
          </Banner>
        )}
        {undecided.map((field) => (
          <Undecided
            key={field}
            field={field}
            lastSent={props.lastSent}
            settings={settings}
            chosen={decisions.get(field)}
            onChoose={(decision) => setDecisions(new Map(decisions).set(field, decision))}
          />
        ))}
        <div className={`actions ${css.actions}`}>
          {awaiting.length > 0 && (
            <p className="secondary">{`Choose what to send for ${awaiting.map((field) => fieldOf(field).label).join(' and ')}.`}</p>
          )}
          <Button variant="default" onClick={onClose} disabled={saving}>
            Back to editing
          </Button>
          <Button
            type="submit"
            loading={saving}
            disabled={awaiting.length > 0}
            data-autofocus
          >{`Save ${changesText(changes.length)}`}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function ChangeRow({
  change: { field, to, implied },
  predictions,
  issues,
  print,
  printBefore,
}: Pick<Props, 'print' | 'printBefore'> & {
  change: Change;
  predictions: readonly Prediction[];
  issues: readonly FieldIssue[];
}) {
  const base = useBase();
  const { label, kind, path } = fieldOf(field);
  const predicted = predictions.filter((prediction) => prediction.field === field);
  return (
    <div className={css.change}>
      <dt>
        <span>{`${label} `}</span>
        <code translate="no">{path.join('.')}</code>
        {implied && <span className="secondary">follows from another change</span>}
      </dt>
      <dd>
        <s>
          <span className="visually-hidden">from </span>
          <span translate={translateOf(kind)}>{formatPreviousValue(base, field, printBefore)}</span>
        </s>
        <span aria-hidden> → </span>
        <span className="visually-hidden"> to </span>
        <b translate={translateOf(kind)}>{formatValue(kind, to, print)}</b>
        {[...predicted, ...issues.filter(({ severity }) => severity === 'warning')].map(({ message }) => (
          <Notice key={message} tone="warn">
            {message}
          </Notice>
        ))}
      </dd>
    </div>
  );
}

function Undecided({
  field,
  lastSent,
  settings,
  chosen,
  onChoose,
}: {
  field: FieldKey;
  lastSent: LastSent | null;
  settings: Settings;
  chosen: Decision | undefined;
  onChoose: (decision: Decision) => void;
}) {
  const { label } = fieldOf(field);
  const sentBefore = lastSent !== null && wireOf(lastSent.body, field) !== undefined;
  const options: readonly (readonly [Decision, string])[] = [
    ...(sentBefore
      ? [
          [
            'lastSent',
            `Send again what Coupon Desk sent on ${formatDay(dayOf(Date.parse(lastSent.at), settings.timeZone))}`,
          ] as const,
        ]
      : []),
    ['empty', field === 'productInfo' ? 'Send an empty list: all products' : 'Send an empty list: every store'],
    ['leaveOut', 'Leave it out. The API may delete what it stores'],
  ];
  return (
    <fieldset className={`stack ${css.choice}`}>
      <legend>{`${label}: the API does not return what is stored`}</legend>
      <p className="secondary">
        A save replaces the whole series, so choose what to send. To enter a value, go back to editing.
      </p>
      {options.map(([decision, text]) => (
        <Radio
          key={decision}
          name={`decide-${field}`}
          label={text}
          checked={chosen === decision}
          onChange={() => onChoose(decision)}
        />
      ))}
    </fieldset>
  );
}
