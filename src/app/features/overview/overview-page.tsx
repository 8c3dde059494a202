import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { type FieldKey, fieldOf, sections } from '#catalogue/catalogue.ts';
import { formatInstant, formatValue, type Print } from '#catalogue/format.ts';
import type { Gates } from '#catalogue/gates.ts';
import type { JsonObject } from '#catalogue/kinds.ts';
import { unknownKeys, wireOf } from '#catalogue/place.ts';
import type { Settings } from '#contract/api.ts';
import type { Series } from '#domain/series.ts';
import { summarise } from '#domain/summary.ts';
import { validate } from '#domain/validate.ts';
import { gatesOf, isVisible } from '#domain/visibility.ts';
import { useWhyNot } from '../../api/session.ts';
import { RedemptionTimes } from '../../form/redemption-times.tsx';
import { Page } from '../../shell/page.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/placeholder.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Figures } from './figures.tsx';
import css from './overview.module.css';
import { SeriesHeader } from './series-header.tsx';
import { SummaryText } from './summary-text.tsx';
import { translateOf } from '../../form/translate.ts';
import { useLoadedSeries } from './use-loaded-series.tsx';

const ReadOnlyLine = lazyPart(
  () => import('../session/read-only.tsx'),
  (module) => module.ReadOnlyLine,
);

/** One screen to read: what the series does, and every field the API answered. */
export function OverviewPage() {
  const { id } = useParams({ from: '/series/$id' });
  const navigate = useNavigate();
  const state = useLoadedSeries(id);
  const why = useWhyNot('edit');
  const edit = () => void navigate({ to: '/series/$id/edit', params: { id } });
  // Whoever may not edit is led to the line that says why.
  useEditKey(() => (why ? document.getElementById('read-only')?.focus() : edit()));
  if ('instead' in state) return state.instead;
  const { loaded, settings, readAt } = state;
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
            <Button fullWidth onClick={edit} rightSection={<Kbd>E</Kbd>}>
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
            <Figures values={loaded.series.values} />
          </ErrorBoundary>
          <ErrorBoundary>
            <p className={css.asOf}>{`As of ${formatInstant(readAt, settings.timeZone)}.`}</p>
          </ErrorBoundary>
          <ErrorBoundary>
            <Attention series={loaded.series} settings={settings} />
          </ErrorBoundary>
        </aside>
      </div>
    </Page>
  );
}

function AllFields({ series, settings }: { series: Series; settings: Settings }) {
  const { values, wire } = series;
  const gates = gatesOf(values, wire);
  const print: Print = { currency: settings.currency, zone: settings.timeZone, gates };
  const others = unknownKeys(wire);
  return (
    <>
      {sections.map((section) => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`}>
          <h2 id={`${section.id}-title`}>{section.label}</h2>
          <Card flush>
            <ErrorBoundary what={section.label}>
              <Values
                keys={section.keys.filter((key) => isSet(wire, key))}
                series={series}
                print={print}
                gates={gates}
              />
              <NotSet
                keys={section.keys.filter((key) => !isSet(wire, key))}
                series={series}
                print={print}
                gates={gates}
              />
            </ErrorBoundary>
          </Card>
        </section>
      ))}
      {others.length > 0 && (
        <section aria-labelledby="others-title">
          <h2 id="others-title">Everything else</h2>
          <Card flush>
            <dl className={css.fields}>
              {others.map((key) => (
                <div key={key}>
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
}

function Values({ keys, series, print, gates }: ListProps) {
  return (
    <dl className={css.fields}>
      {keys.map((key) => (
        <Value key={key} name={key} series={series} print={print} applies={isVisible(key, gates)} />
      ))}
    </dl>
  );
}

/** Rare fields the API did not answer at all: one click away, as there are many. */
function NotSet(props: ListProps) {
  if (props.keys.length === 0) return null;
  return (
    <Fold label={`Rare and not set (${props.keys.length})`}>
      <Values {...props} />
    </Fold>
  );
}

function Value({ name, series, print, applies }: { name: FieldKey; series: Series; print: Print; applies: boolean }) {
  const { label, kind, path, whenText } = fieldOf(name);
  return (
    <div data-applies={applies ? undefined : 'no'} data-field={name}>
      <dt>
        <span>{label}</span>
        <code translate="no">{path.join('.')}</code>
      </dt>
      <dd>
        <span translate={translateOf(kind)}>{formatValue(kind, series.values[name], print)}</span>
        {!applies && whenText && <span className={css.note}>{` ${whenText}`}</span>}
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
      <ul className={css.attention}>
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

/** E edits, unless somebody is typing or holds another key. */
function useEditKey(onEdit: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key === 'e' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) onEdit();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onEdit]);
}
