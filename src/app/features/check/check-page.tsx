import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Place, ProductSelection } from '#catalogue/model/kinds.ts';
import { readField } from '#catalogue/wire-path.ts';
import type { LastSent } from '#contract/series-endpoints.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import type { CheckFacts } from '#domain/redemption/attempt.ts';
import { customerFactsOf } from '#domain/issuance/customer-facts.ts';
import { issuanceInput } from '#domain/issuance/issuance-attempt.ts';
import { checkIssuance } from '#domain/issuance/issuance-rules.ts';
import { issuanceAnswer } from '#domain/issuance/issuance-text.ts';
import type { CheckAnswer, ShownRule } from '#domain/redemption/check-answer.ts';
import { type Check, checkRedemption, inputOf } from '#domain/redemption/check-redemption.ts';
import { redeemProducts } from '#domain/redemption/product-rule.ts';
import { namedPlaces } from '#domain/redemption/purchase-rules.ts';
import { customerChange, marketerChange } from '#domain/redemption/smallest-change.ts';
import { redemptionAnswer } from '#domain/redemption/redemption-text.ts';
import { productsIn } from '#domain/targets/product-coverage.ts';
import { whyReadOnly } from '#domain/series/why-read-only.ts';
import { lastSentQuery, type LoadedSeries, type ShownSettings } from '../../api/series-queries.ts';
import { useWhyNot } from '../../api/session-query.ts';
import { SeriesHeader } from '../../series/series-header.tsx';
import { useLoadedSeries } from '../../series/use-loaded-series.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Page } from '../../ui/page.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useNow } from '../../ui/use-now.ts';
import { AllRules } from './all-rules.tsx';
import { Answer } from './answer.tsx';
import { ApiVerdictNotice } from './api-verdict-notice.tsx';
import {
  attemptOf,
  type InputErrors,
  type Inputs,
  ISSUANCE,
  issuanceAttemptOf,
  lookedUpIssuance,
  placeIn,
  productIn,
} from './check-inputs.ts';
import { CheckForm, inputId } from './check-form.tsx';
import css from './check.module.css';
import { IgnoredNotice } from './ignored-notice.tsx';
import { ErrorNumberAnswer } from './error-number-answer.tsx';
import { SeriesLookUp, useSeriesLookUp } from './series-look-up.tsx';
import { useInputsInUrl } from './use-inputs-in-url.ts';
import { useDirectoryIndex } from './use-directory-index.ts';

const KINDS = [
  { value: '', label: 'Redemption' },
  { value: ISSUANCE, label: 'Issuance' },
] as const;

/** Why a coupon of the series was refused or not issued, and what would help. */
export function CheckPage() {
  const { id } = useParams({ from: '/series/$id/check' });
  const state = useLoadedSeries(id);
  if ('instead' in state) return state.instead;
  return <CheckedSeries key={id} id={id} loaded={state.loaded} settings={state.settings} />;
}

function CheckedSeries({ id, loaded, settings }: { id: number; loaded: LoadedSeries; settings: ShownSettings }) {
  const { series } = loaded;
  const [inputs, changeInputs] = useInputsInUrl();
  const lookUp = useSeriesLookUp(id);
  const now = useNow();
  const { data: sent } = useQuery(lastSentQuery(id));
  const whyNot = useWhyNot('edit');
  const mayEdit = whyNot === null && whyReadOnly(series.values) === null;
  const { clusterTimeZone: clusterZone, currency } = settings;
  // Stores are in the organisation's zone, also for a user who reads times in another one.
  const zone = settings.organisationZone ?? settings.timeZone;
  const lists = useMemo(() => sentLists(sent, clusterZone), [sent, clusterZone]);
  const refs = useMemo(
    () => [
      ...[placeIn(inputs.place), productIn(inputs.product)].filter((ref) => ref !== null),
      ...namedPlaces(series.values, lists.sentPlaces),
      ...productsIn(valueOrNull(redeemProducts(series.values, lists.sentProducts)) ?? []),
    ],
    [inputs.place, inputs.product, series, lists],
  );
  const index = useDirectoryIndex(refs);
  const facts = useMemo(
    (): CheckFacts => ({
      now,
      clusterZone,
      storeZones: [zone],
      places: index,
      products: index,
      currency,
      ...lists,
    }),
    [now, clusterZone, zone, index, currency, lists],
  );
  const checked = useMemo(
    () => (inputs.kind === ISSUANCE ? checkedIssuance : checkedRedemption)(series, inputs, { facts, zone }),
    [series, inputs, facts, zone],
  );
  const { answer, blank, errors, redemption } = checked;

  useHotkey('search', () => document.getElementById(inputId('error'))?.focus());
  return (
    <Page>
      <ErrorBoundary>
        <SeriesHeader series={series} settings={settings} page="Check a redemption" />
      </ErrorBoundary>
      <IgnoredNotice />
      <div className={css.check}>
        <div className={`rows ${css.answer}`} data-roomy>
          <ErrorBoundary>
            <ErrorNumberAnswer text={inputs.error} rules={answer.rules} id={id} mayEdit={mayEdit} />
          </ErrorBoundary>
          {lookUp && redemption && (
            <ErrorBoundary>
              <ApiVerdictNotice answer={lookUp} check={redemption} />
            </ErrorBoundary>
          )}
          <ErrorBoundary>
            <Answer answer={answer} id={id} mayEdit={mayEdit} />
          </ErrorBoundary>
        </div>
        <div className={`rows ${css.form}`} data-roomy>
          <ErrorBoundary>
            <span id="check-kind-label" className="visually-hidden">
              What is checked
            </span>
            <Segmented
              id="check-kind"
              labelledBy="check-kind-label"
              segments={KINDS}
              value={redemption ? '' : ISSUANCE}
              onChange={(kind) =>
                changeInputs({
                  // The customer who was looked up is the same. What was typed counts.
                  ...(kind === ISSUANCE &&
                    lookUp?.customer &&
                    lookedUpIssuance(customerFactsOf(lookUp, series, { now, clusterZone }), zone)),
                  ...Object.fromEntries(Object.entries(inputs).filter(([, text]) => text !== '')),
                  kind,
                })
              }
            />
          </ErrorBoundary>
          <ErrorBoundary>
            <SeriesLookUp
              id={id}
              series={series}
              zone={zone}
              clusterZone={clusterZone}
              now={now}
              isIssuance={!redemption}
              onInputs={changeInputs}
            />
          </ErrorBoundary>
          <ErrorBoundary>
            <CheckForm
              inputs={inputs}
              errors={errors}
              onChange={(key, text) => changeInputs({ [key]: text })}
              blank={blank}
              index={index}
              zone={zone}
              now={now}
              isCommonCode={valueOrNull(series.values.clientHandlingType) === 'GENERIC'}
            />
          </ErrorBoundary>
        </div>
        <div className={css.rules}>
          <ErrorBoundary>
            <AllRules rules={answer.rules} />
          </ErrorBoundary>
        </div>
      </div>
    </Page>
  );
}

interface Checked {
  readonly answer: CheckAnswer;
  /** The rules while nothing is known: inputs that none needs are folded. */
  readonly blank: readonly ShownRule[];
  readonly errors: InputErrors;
  /** Null: issuing is checked. */
  readonly redemption: Check | null;
}
interface Context {
  readonly facts: CheckFacts;
  readonly zone: string;
}

function checkedRedemption(series: Series, inputs: Inputs, { facts, zone }: Context): Checked {
  const { attempt, errors } = attemptOf(inputs, { ...facts, zone });
  const input = inputOf(series, attempt, facts);
  const check = checkRedemption(input);
  const change = { customer: customerChange(input), marketer: marketerChange(input) };
  return {
    answer: redemptionAnswer({ input, check, ...change }),
    blank: checkRedemption(inputOf(series, { moment: attempt.moment }, facts)).rules,
    errors,
    redemption: check,
  };
}

function checkedIssuance(series: Series, inputs: Inputs, { facts, zone }: Context): Checked {
  const { attempt, errors } = issuanceAttemptOf(inputs, { ...facts, zone });
  return {
    answer: issuanceAnswer(issuanceInput(series, attempt, facts)),
    blank: checkIssuance(issuanceInput(series, { moment: attempt.moment }, facts)).rules,
    errors,
    redemption: null,
  };
}

/** The places and products that the last save from here sent. */
function sentLists(sent: LastSent | null | undefined, zone: string): Pick<CheckFacts, 'sentPlaces' | 'sentProducts'> {
  const read = (key: FieldKey) => {
    const field = sent && readField(sent.body, key, zone);
    return field && 'value' in field ? field.value : undefined;
  };
  // Each value has the kind of its field.
  const sentPlaces = read('redemptionOrgEntityDetails') as readonly Place[] | undefined;
  const sentProducts = read('productInfo') as readonly ProductSelection[] | undefined;
  return { ...(sentPlaces && { sentPlaces }), ...(sentProducts && { sentProducts }) };
}
