import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Button, Radio, TextInput } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { type FieldKey, fieldOf, sectionOf, type Values } from '#catalogue/catalogue.ts';
import { readValue } from '#catalogue/codecs.ts';
import { emptyValue } from '#catalogue/model/kinds.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { formatDay } from '#values/date-format.ts';
import { dayOf } from '#values/zone.ts';
import { MAX_REASON_LENGTH } from '#contract/endpoint-constants.ts';
import type { LastSent } from '#contract/series-endpoints.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { formatPreviousValue } from '#domain/change/previous-value.ts';
import { type Change, diff } from '#domain/change/diff.ts';
import { effectsOnIssued } from '#domain/change/issued-coupons.ts';
import { inexactKeys } from '#domain/change/inexact-keys.ts';
import { sharedChange } from '#domain/change/shared-change.ts';
import { encodeUpdate } from '#domain/series/series-codec.ts';
import { lastRedemptionLost } from '#domain/lifetime/reachability.ts';
import { predict, type Prediction } from '#domain/change/predict.ts';
import { settle } from '#domain/change/settle.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import { serverNow } from '../../api/server-clock.ts';
import { useBase } from '../state/editor-context.tsx';
import type { FieldIssue } from '../state/editor-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Banner } from '../../ui/banner.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { PreparedUpdate } from './prepare-update.ts';
import css from './review.module.css';
import { ShareChange } from './share-change.tsx';
import { changesText } from '../state/change-labels.ts';
import { ChangeRow, ValueChange } from '../changes/value-change.tsx';

/** What to send for a field that the API does not return and that has no entered value. */
type Decision = 'lastSent' | 'empty' | 'leaveOut';

/** What the user has entered in the review. It stays until a save, also while the dialog is closed. */
export interface ReviewInput {
  readonly reason: string;
  readonly decisions: ReadonlyMap<FieldKey, Decision>;
}

interface Props {
  /** The values of the form. */
  readonly values: Values;
  readonly update: PreparedUpdate;
  readonly issues: ReadonlyMap<FieldKey, readonly FieldIssue[]>;
  readonly printBefore: Print;
  readonly print: Print;
  readonly settings: Settings;
  /** Of the stored series; undefined: the change cannot be shared. */
  readonly revision?: string;
  readonly lastSent: LastSent | null;
  readonly saving: boolean;
  readonly problem: Error | null;
  /** The input when the dialog opened. */
  readonly input: ReviewInput;
  readonly onInput: (next: ReviewInput) => void;
  /** `reason`: why the save ends issued coupons; empty if it ends none. */
  readonly onSave: (reviewed: Values, withDecisions: Values, reason: string) => void;
  readonly onClose: () => void;
}

/** Lists every change before it is sent, and what the API will store differently. */
export function ReviewDialog(props: Props) {
  const { values, update, settings, issues, lastSent, saving, problem, input, onInput, onSave, onClose } = props;
  const [decisions, setDecisions] = useState(input.decisions);
  const reason = () => reasonInput.current?.value ?? input.reason;
  const { changes, undecided } = update;
  const { clusterTimeZone } = settings;
  const withDecisions = useMemo(
    () => applyDecisions(values, undecided, decisions, lastSent, clusterTimeZone),
    [values, undecided, decisions, lastSent, clusterTimeZone],
  );
  const effects = useEffects(update, withDecisions, settings);
  const reasonInput = useRef<HTMLInputElement>(null);
  const [isReasonMissing, setReasonMissing] = useState(false);
  // The embedded source stores what it receives.
  const predictions = settings.source === 'upstream' ? predict(update.body, clusterTimeZone) : [];
  const groups = [...new Set(changes.map(({ field }) => sectionOf(field)))];
  const awaiting = undecided.filter((field) => !decisions.has(field));
  const decide = (field: FieldKey, decision: Decision) => {
    const next = new Map(decisions).set(field, decision);
    setDecisions(next);
    onInput({ reason: reason(), decisions: next });
  };
  const base = useBase();
  const text = useRef<HTMLDivElement>(null);
  const body = () => {
    if (undecided.length === 0) return update.body;
    const encoded = encodeUpdate(base, settle(base, withDecisions), clusterTimeZone);
    // The values were encoded before; a decision is an empty list or a stored value.
    return 'body' in encoded ? encoded.body : update.body;
  };
  const inexact = inexactKeys(update.body);
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
          if (awaiting.length > 0 || saving) return;
          const reasonText = effects.ends === null ? '' : reason().trim();
          if (effects.ends !== null && reasonText === '') {
            setReasonMissing(true);
            reasonInput.current?.focus();
          } else onSave(values, withDecisions, reasonText);
        }}
      >
        {problem && (
          <Banner tone="error" title="Not saved">
            <p>
              <ErrorText error={problem} />
            </p>
          </Banner>
        )}
        {effects.ends !== null && (
          <Banner tone="error" title="This save ends coupons that customers hold">
            <p>{effects.ends}</p>
            <TextInput
              ref={reasonInput}
              defaultValue={input.reason}
              w="100%"
              label={<span>Reason</span>}
              description="Stored with this change."
              maxLength={MAX_REASON_LENGTH}
              error={isReasonMissing && 'Enter why these coupons end.'}
              errorProps={{ role: 'alert' }}
              onChange={() => {
                onInput({ reason: reason(), decisions });
                setReasonMissing(false);
              }}
              autoComplete="off"
              data-autofocus
            />
          </Banner>
        )}
        {effects.never !== null && (
          <Banner tone="warn" title="No coupon can be redeemed after this save">
            <p>{`Reason: ${effects.never}.`}</p>
          </Banner>
        )}
        <div ref={text}>
          {groups.map((section) => (
            <section key={section.id} className={css.group}>
              <h3 className="secondary">{section.label}</h3>
              <dl>
                {changes
                  .filter(({ field }) => sectionOf(field) === section)
                  .map((change) => (
                    <ReviewedChange
                      key={change.field}
                      change={change}
                      {...props}
                      predictions={predictions}
                      issues={issues.get(change.field) ?? []}
                      effect={effects.restricts.get(change.field) ?? null}
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
        </div>
        {inexact.length > 0 && (
          <Banner tone="warn" title="Numbers that this save may change">
            <ul>
              {inexact.map((key) => (
                <li key={key}>
                  <code translate="no">{key}</code>
                  <span>: too large for this browser, which may have changed its last digits.</span>
                </li>
              ))}
            </ul>
          </Banner>
        )}
        {undecided.map((field) => (
          <Undecided
            key={field}
            field={field}
            lastSent={lastSent}
            settings={settings}
            chosen={decisions.get(field)}
            effect={effects.restricts.get(field) ?? null}
            onChoose={(decision) => decide(field, decision)}
          />
        ))}
        {props.revision !== undefined && (
          <ShareChange
            change={() => sharedChange(base, values)}
            request={() => ({ before: base.wire, body: body(), revision: props.revision ?? '' })}
            isComplete={awaiting.length === 0}
            text={text}
          />
        )}
        <div className="actions">
          {awaiting.length > 0 && (
            <p className="secondary">{`Choose what to send for ${awaiting.map((field) => fieldOf(field).label).join(' and ')}.`}</p>
          )}
          <Button variant="default" onClick={onClose} disabled={saving}>
            Back to editing
          </Button>
          <Button
            type="submit"
            {...(effects.ends !== null ? { color: 'error' } : { 'data-autofocus': true })}
            loading={saving}
            disabled={awaiting.length > 0}
          >{`Save ${changesText(changes.length)}`}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What a save of these values does to issued coupons. The time is when the review opened. */
function useEffects(update: PreparedUpdate, values: Values, { clusterTimeZone, timeZone: storeZone }: Settings) {
  const base = useBase();
  const [now] = useState(serverNow);
  return useMemo(() => {
    // Without a field to decide about, the update is settled and compared already.
    const after = update.undecided.length === 0 ? update.settled : settle(base, values);
    const changes = update.undecided.length === 0 ? update.changes : diff(base, after);
    const visible = changes.filter(({ implied }) => !implied);
    const fields = new Set(visible.map(({ field }) => field));
    const context = { now, clusterZone: clusterTimeZone, storeZone };
    const effects = effectsOnIssued(base, after, fields, context);
    return { ...effects, never: effects.ends === null ? lastRedemptionLost(base.values, after, context) : null };
  }, [base, update, values, clusterTimeZone, storeZone, now]);
}

function ReviewedChange({
  change: { field, from, to, implied },
  predictions,
  issues,
  effect,
  print,
  printBefore,
}: Pick<Props, 'print' | 'printBefore'> & {
  change: Change;
  predictions: readonly Prediction[];
  issues: readonly FieldIssue[];
  /** On coupons that customers hold already. */
  effect: string | null;
}) {
  const base = useBase();
  const predicted = predictions.filter((prediction) => prediction.field === field);
  return (
    <ChangeRow field={field} implied={implied}>
      <ValueChange
        field={field}
        from={{ value: from, text: formatPreviousValue(base, field, printBefore) }}
        to={{ value: to, text: formatValue(fieldOf(field).kind, to, print) }}
      />
      {[
        ...predicted.map(({ message }) => message),
        ...(effect === null ? [] : [effect]),
        ...issues.filter(({ severity }) => severity === 'warning').map(({ message }) => message),
      ].map((message) => (
        <Notice key={message} tone="warn">
          {message}
        </Notice>
      ))}
    </ChangeRow>
  );
}

function Undecided({
  field,
  lastSent,
  settings,
  chosen,
  effect,
  onChoose,
}: {
  field: FieldKey;
  lastSent: LastSent | null;
  settings: Settings;
  chosen: Decision | undefined;
  /** Of the decision, on coupons that customers hold already. */
  effect: string | null;
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
      {effect !== null && <Notice tone="warn">{effect}</Notice>}
    </fieldset>
  );
}

/** Returns the form values with the user's decisions about fields that the API does not return. */
function applyDecisions(
  values: Values,
  undecided: readonly FieldKey[],
  decisions: ReadonlyMap<FieldKey, Decision>,
  lastSent: LastSent | null,
  zone: string,
): Values {
  const chosen = undecided.flatMap((field) => {
    const { kind } = fieldOf(field);
    const decision = decisions.get(field);
    if (decision === 'empty') return [[field, emptyValue(kind)] as const];
    if (decision !== 'lastSent' || !lastSent) return [];
    const read = readValue(kind, wireOf(lastSent.body, field), zone);
    return 'value' in read ? [[field, read.value] as const] : [];
  });
  return { ...values, ...Object.fromEntries(chosen) };
}
