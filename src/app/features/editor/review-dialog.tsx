import { Button } from '@mantine/core';
import { useState } from 'react';
import { type FieldKey, fieldOf, sectionOf } from '#catalogue/catalogue.ts';
import { formatDay, formatValue, type Print } from '#catalogue/format.ts';
import { dayOf } from '#catalogue/zone.ts';
import type { LastSent, Settings } from '#contract/api.ts';
import { textBefore } from '#domain/before.ts';
import type { Change } from '#domain/diff.ts';
import { predict, type Prediction } from '#domain/predict.ts';
import { wireOf } from '#catalogue/place.ts';
import { useBase } from '../../form/editor-context.tsx';
import type { Remark } from '../../form/editor-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import type { Outgoing } from './outgoing.ts';
import css from './review.module.css';
import { translateOf } from '../../form/translate.ts';
import { changesText } from './words.ts';

/** What to send of a field the API does not return and nobody entered. */
export type Decision = 'lastSent' | 'empty' | 'leaveOut';

interface Props {
  readonly outgoing: Outgoing;
  readonly remarks: ReadonlyMap<FieldKey, readonly Remark[]>;
  readonly printBefore: Print;
  readonly print: Print;
  readonly settings: Settings;
  readonly lastSent: LastSent | null;
  readonly saving: boolean;
  readonly problem: string | null;
  readonly onSave: (decisions: ReadonlyMap<FieldKey, Decision>) => void;
  readonly onClose: () => void;
}

/** Every difference in the outgoing series in words, and what the API will make of it, before it is sent. */
export function ReviewDialog(props: Props) {
  const { outgoing, settings, remarks, saving, problem, onSave, onClose } = props;
  useReturnFocus();
  const [decisions, setDecisions] = useState<ReadonlyMap<FieldKey, Decision>>(new Map());
  const { changes, undecided } = outgoing;
  // Our own database keeps what it is sent.
  const predictions = settings.source === 'upstream' ? predict(outgoing.body, settings.clusterTimeZone) : [];
  const groups = [...new Set(changes.map(({ field }) => sectionOf(field)))];
  const open = undecided.filter((field) => !decisions.has(field));
  const ofOthers = predictions.filter(({ field }) => !changes.some((change) => change.field === field));
  return (
    <Dialog
      opened
      onClose={onClose}
      size={720}
      title={`Review ${changesText(changes.length)}`}
      closeOnClickOutside={!saving}
      closeOnEscape={!saving}
      withCloseButton={!saving}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (open.length === 0 && !saving) onSave(decisions);
        }}
      >
        {problem && (
          <Banner tone="error" title="Not saved">
            <p>{problem}</p>
          </Banner>
        )}
        {groups.map((section) => (
          <section key={section.id} className={css.group}>
            <h3>{section.label}</h3>
            <dl>
              {changes
                .filter(({ field }) => sectionOf(field) === section)
                .map((change) => (
                  <ChangeRow
                    key={change.field}
                    change={change}
                    {...props}
                    predictions={predictions}
                    remarks={remarks.get(change.field) ?? []}
                  />
                ))}
            </dl>
          </section>
        ))}
        {ofOthers.length > 0 && (
          <Banner tone="warn" title="Fields you did not touch that the API will change">
            <ul>
              {ofOthers.map(({ field, message }) => (
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
        <div className={css.actions}>
          {open.length > 0 && (
            <p>{`Choose what to send of ${open.map((field) => fieldOf(field).label).join(' and ')}.`}</p>
          )}
          <Button variant="default" onClick={onClose} disabled={saving}>
            Back to editing
          </Button>
          <Button
            type="submit"
            loading={saving}
            disabled={open.length > 0}
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
  remarks,
  print,
  printBefore,
}: Pick<Props, 'print' | 'printBefore'> & {
  change: Change;
  predictions: readonly Prediction[];
  remarks: readonly Remark[];
}) {
  const base = useBase();
  const { label, kind, path } = fieldOf(field);
  const predicted = predictions.filter((prediction) => prediction.field === field);
  return (
    <div className={css.change}>
      <dt>
        <span>{`${label} `}</span>
        <code translate="no">{path.join('.')}</code>
        {implied && <span className={css.implied}>follows from another change</span>}
      </dt>
      <dd>
        <s>
          <span className="visually-hidden">from </span>
          <span translate={translateOf(kind)}>{textBefore(base, field, printBefore)}</span>
        </s>
        <span aria-hidden> → </span>
        <span className="visually-hidden"> to </span>
        <b translate={translateOf(kind)}>{formatValue(kind, to, print)}</b>
        {[...predicted, ...remarks.filter(({ severity }) => severity === 'warning')].map(({ message }) => (
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
            `Send again what was sent from here on ${formatDay(dayOf(Date.parse(lastSent.at), settings.timeZone))}`,
          ] as const,
        ]
      : []),
    ['empty', field === 'productInfo' ? 'Send an empty list: all products' : 'Send an empty list: every store'],
    ['leaveOut', 'Leave it out and let the API decide; it may drop what it stores'],
  ];
  return (
    <fieldset className={css.undecided}>
      <legend>{`${label}: the API does not return what is stored`}</legend>
      <p>A save replaces the whole series, so something has to be sent. To enter it anew, go back to editing.</p>
      {options.map(([decision, text]) => (
        <label key={decision}>
          <input
            type="radio"
            name={`decide-${field}`}
            checked={chosen === decision}
            onChange={() => onChoose(decision)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
