import { type FieldKey, fieldOf, sections } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { unknownValues, wireOf } from '#catalogue/wire-path.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { entriesOf } from '#domain/change/entry-changes.ts';
import { isSet } from '#domain/series/is-set.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { gatesOf, isVisible } from '#domain/series/visibility.ts';
import type { JsonObject } from '#values/json.ts';
import { useChangePreferences, usePreferences } from '../../api/preferences.ts';
import nav from '../../series/section-links.module.css';
import { SectionLink } from '../../series/section-link.tsx';
import { useCurrentSection } from '../../series/use-current-section.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { translateOf } from '../../ui/translate.ts';
import { useScrollToHash } from '../../ui/use-scroll-to-hash.ts';
import { NamedEntries } from './named-entries.tsx';
import css from './overview.module.css';

const WAYS = [
  { value: false, label: 'All fields' },
  { value: true, label: 'Only what is set' },
] as const;

/** Every field of the answer, in the sections of the editor, with links to the sections. */
export function AllFields({ series, settings }: { series: Series; settings: Settings }) {
  useScrollToHash();
  const { hidesUnset } = usePreferences();
  const { mutate } = useChangePreferences();
  const { values, wire } = series;
  const gates = gatesOf(values, wire);
  const print: Print = { currency: settings.currency, zone: settings.timeZone, gates };
  const shared = { series, print, gates, clusterZone: settings.clusterTimeZone };
  const shown = sections
    .map((section) => ({
      ...section,
      keys: hidesUnset ? section.keys.filter((key) => isFact(series, key, gates)) : section.keys,
    }))
    .filter(({ keys }) => keys.length > 0);
  const others = [...unknownValues(wire)];
  const links = others.length > 0 ? [...shown, { id: 'others', label: 'Everything else' }] : shown;
  const current = useCurrentSection(links.length);
  return (
    <div className={css.fields}>
      <nav className={nav.links} aria-label="Sections">
        <ul>
          {links.map(({ id, label }) => (
            <li key={id}>
              <SectionLink id={id} label={label} current={current === id} />
            </li>
          ))}
        </ul>
      </nav>
      <div className={`rows ${css.sections}`}>
        <div>
          <span id="shown-fields-label" className="visually-hidden">
            Fields shown
          </span>
          <Segmented
            id="shown-fields"
            labelledBy="shown-fields-label"
            segments={WAYS}
            value={hidesUnset}
            onChange={(chosen) => mutate({ hidesUnset: chosen })}
          />
        </div>
        {shown.map(({ id, label, keys }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
            <h2 className="heading" id={`${id}-title`}>
              {label}
            </h2>
            <Card flush>
              <ErrorBoundary what={label}>
                <Values keys={keys.filter((key) => !isFolded(wire, key))} {...shared} />
                <NotSet keys={keys.filter((key) => isFolded(wire, key))} {...shared} />
              </ErrorBoundary>
            </Card>
          </section>
        ))}
        {others.length > 0 && (
          <section id="others" aria-labelledby="others-title" tabIndex={-1}>
            <h2 className="heading" id="others-title">
              Everything else
            </h2>
            <Card flush>
              <dl>
                {others.map(([key, value]) => (
                  <div key={key} className={`field-line ${css.field}`}>
                    <dt>
                      <code translate="no">{key}</code>
                    </dt>
                    <dd>
                      <code translate="no">{JSON.stringify(value)}</code>
                    </dd>
                  </div>
                ))}
              </dl>
            </Card>
          </section>
        )}
      </div>
    </div>
  );
}

const isFolded = (wire: JsonObject, key: FieldKey) => wireOf(wire, key) === undefined && fieldOf(key).rare;
const isFact = (series: Series, key: FieldKey, gates: Gates) => isVisible(key, gates) && isSet(series, key);

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
    <div
      className={`field-line ${css.field}`}
      data-quiet={!applies || !isSet(series, name) || undefined}
      data-field={name}
    >
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
