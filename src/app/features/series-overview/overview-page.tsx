import { Button } from '@mantine/core';
import { focusManager } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { type FieldKey, fieldOf, sections } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { formatInstant } from '#values/date-format.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import type { JsonObject } from '#values/json.ts';
import { unknownKeys, wireOf } from '#catalogue/wire-path.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { entriesOf } from '#domain/change/entry-changes.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { summarise } from '#domain/summary/summary.ts';
import { validate } from '#domain/rules/validate.ts';
import { gatesOf, isVisible } from '#domain/series/visibility.ts';
import { useWhyNot } from '../../api/session-query.ts';
import { RedemptionTimes } from '../../series/redemption-times.tsx';
import { Page } from '../../ui/page.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Fold } from '../../ui/fold.tsx';
import { hotkeyText, useHotkey } from '../../ui/hotkeys.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/placeholder.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useScrollToHash } from '../../ui/use-scroll-to-hash.ts';
import { SeriesFigures } from '../../series/series-figures.tsx';
import { NamedEntries } from './named-entries.tsx';
import css from './overview.module.css';
import { whyReadOnly } from '#domain/series/why-read-only.ts';
import { SeriesHeader } from '../../series/series-header.tsx';
import { SummaryText } from '../../series/summary-text.tsx';
import { translateOf } from '../../ui/translate.ts';
import { useLoadedSeries } from '../../series/use-loaded-series.tsx';

const ReadOnlyLine = lazyPart(
  () => import('../../ui/read-only.tsx'),
  (module) => module.ReadOnlyLine,
);

/** A read-only page: what the series does, and all fields that the API returned. */
export function OverviewPage() {
  const { id } = useParams({ from: '/series/$id' });
  const navigate = useNavigate();
  const state = useLoadedSeries(id, { refreshes: true });
  const whyNot = useWhyNot('edit');
  const why = ('loaded' in state && whyReadOnly(state.loaded.series.values)) || whyNot;
  const edit = () => void navigate({ to: '/series/$id/edit', params: { id } });
  // Without the right to edit, the key leads to the explanation.
  useHotkey('edit', () => (why ? document.getElementById('read-only')?.focus() : edit()));
  useEffect(() => {
    // Of two windows side by side both are visible, and the query client does not notice which has the focus.
    const onFocus = () => focusManager.onFocus();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  if ('instead' in state) return state.instead;
  const { loaded, settings, readAt, problem } = state;
  return (
    <Page>
      <ErrorBoundary>
        <SeriesHeader series={loaded.series} settings={settings} page="Overview" />
      </ErrorBoundary>
      <div className={css.overview}>
        <div className={css.sections}>
          <ErrorBoundary>
            <AllFields series={loaded.series} settings={settings} />
          </ErrorBoundary>
        </div>
        <aside className={css.side} aria-label="Summary">
          {why ? (
            <Suspense fallback={<Skeleton height="var(--control)" />}>
              <ReadOnlyLine why={why} />
            </Suspense>
          ) : why === null ? (
            <Button fullWidth onClick={edit} rightSection={<Kbd>{hotkeyText('edit')}</Kbd>}>
              Edit this series
            </Button>
          ) : (
            <Skeleton height="var(--control)" />
          )}
          <ErrorBoundary>
            <Summary series={loaded.series} settings={settings} />
          </ErrorBoundary>
          <ErrorBoundary>
            <Card title="Next times it can be redeemed">
              <RedemptionTimes values={loaded.series.values} settings={settings} />
            </Card>
          </ErrorBoundary>
          <ErrorBoundary>
            <SeriesFigures
              values={loaded.series.values}
              asOf={<AsOf readAt={readAt} zone={settings.timeZone} problem={problem} />}
            />
          </ErrorBoundary>
          <ErrorBoundary>
            <Attention series={loaded.series} settings={settings} />
          </ErrorBoundary>
        </aside>
      </div>
    </Page>
  );
}

/** When the page was read, and why it could not be read again. */
function AsOf({ readAt, zone, problem }: { readAt: number; zone: string; problem: string | null }) {
  return (
    <>
      <p className="tertiary">{`As of ${formatInstant(readAt, zone)}.`}</p>
      <div role="status">
        {problem !== null && <Notice tone="warn">{`There may be a newer version. ${problem}`}</Notice>}
      </div>
    </>
  );
}

function AllFields({ series, settings }: { series: Series; settings: Settings }) {
  useScrollToHash();
  const { values, wire } = series;
  const gates = gatesOf(values, wire);
  const print: Print = { currency: settings.currency, zone: settings.timeZone, gates };
  const shared = { series, print, gates, clusterZone: settings.clusterTimeZone };
  const otherKeys = unknownKeys(wire);
  return (
    <>
      {sections.map((section) => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`}>
          <h2 className="heading" id={`${section.id}-title`}>
            {section.label}
          </h2>
          <Card flush>
            <ErrorBoundary what={section.label}>
              <Values keys={section.keys.filter((key) => isSet(wire, key))} {...shared} />
              <NotSet keys={section.keys.filter((key) => !isSet(wire, key))} {...shared} />
            </ErrorBoundary>
          </Card>
        </section>
      ))}
      {otherKeys.length > 0 && (
        <section aria-labelledby="others-title">
          <h2 className="heading" id="others-title">
            Everything else
          </h2>
          <Card flush>
            <dl>
              {otherKeys.map((key) => (
                <div key={key} className={css.field}>
                  <dt>
                    <code translate="no">{key}</code>
                  </dt>
                  <dd>
                    <code translate="no">{JSON.stringify(wire[key])}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </Card>
        </section>
      )}
    </>
  );
}

const isSet = (wire: JsonObject, key: FieldKey) => wireOf(wire, key) !== undefined || !fieldOf(key).rare;

interface ListProps {
  readonly keys: readonly FieldKey[];
  readonly series: Series;
  readonly print: Print;
  readonly gates: Gates;
  readonly clusterZone: string;
}

function Values({ keys, ...shared }: ListProps) {
  return (
    <dl>
      {keys.map((key) => (
        <Value key={key} name={key} {...shared} />
      ))}
    </dl>
  );
}

/** Rare fields that the API did not return. Folded, because there are many. */
function NotSet(props: ListProps) {
  if (props.keys.length === 0) return null;
  return (
    <Fold label={`Rare and not set (${props.keys.length})`}>
      <Values {...props} />
    </Fold>
  );
}

function Value({ name, series, print, gates, clusterZone }: Omit<ListProps, 'keys'> & { readonly name: FieldKey }) {
  const { label, kind, path, whenText } = fieldOf(name);
  const { values } = series;
  const value = values[name];
  const entries = entriesOf(kind, value) ?? [];
  const applies = isVisible(name, gates);
  return (
    <div className={css.field} data-applies={applies ? undefined : 'no'} data-field={name}>
      <dt>
        <span>{label}</span>
        <code translate="no">{path.join('.')}</code>
      </dt>
      <dd className="tabular">
        {entries.length > 0 ? (
          <NamedEntries entries={entries} clusterZone={clusterZone} ownId={valueOrNull(values.id)} />
        ) : (
          <span translate={translateOf(kind)}>{formatValue(kind, value, print)}</span>
        )}
        {!applies && whenText && <p className="secondary">{whenText}</p>}
      </dd>
    </div>
  );
}

function Summary({ series, settings }: { series: Series; settings: Settings }) {
  const now = useNow();
  const { currency, clusterTimeZone: clusterZone } = settings;
  return (
    <Card title="What this series does">
      <SummaryText sentences={summarise(series.values, { currency, clusterZone, now })} />
    </Card>
  );
}

function Attention({ series, settings }: { series: Series; settings: Settings }) {
  const now = useNow();
  const issues = validate(series, series.values, { now, clusterZone: settings.clusterTimeZone });
  if (issues.length === 0) return null;
  return (
    <Card title="Needs attention">
      <ul className="stack">
        {issues.map(({ field, message, rule }) => (
          <li key={`${field} ${rule ?? ''}`}>
            <Notice tone="warn">
              <b>{fieldOf(field).label}</b>
              <span>{`: ${message}`}</span>
            </Notice>
          </li>
        ))}
      </ul>
    </Card>
  );
}
