import { useId } from 'react';
import { readingsOf } from '#domain/windows/moment-zones.ts';
import { useEditor } from '../../state/editor-context.tsx';
import css from './instant-in-zones.module.css';
import { viewerZone } from './viewer-zone.ts';

/** One instant (epoch ms) in the zones of the cluster, the organisation and the viewer. */
export function InstantInZones({ title, instant }: { title: string; instant: number }) {
  const { settings } = useEditor();
  const id = useId();
  const readings = readingsOf(instant, {
    cluster: settings.clusterTimeZone,
    organisation: settings.organisationZone ?? settings.timeZone,
    // A time zone that the user chose overrides the browser's zone.
    viewer: settings.organisationZone === undefined ? viewerZone() : settings.timeZone,
  });
  return (
    <div className={css.instant} role="group" aria-labelledby={id}>
      <p id={id}>{title}</p>
      <dl className="pairs">
        {readings.map(({ whose, text }) => (
          <div key={whose}>
            <dt>{whose}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
