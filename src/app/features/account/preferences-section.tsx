import { useQuery } from '@tanstack/react-query';
import { useChangePreferences, usePreferences } from '../../api/preferences.ts';
import { settingsQuery } from '../../api/series-queries.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Row } from '../../ui/row.tsx';
import { DENSITIES } from '../../ui/densities.ts';
import { SearchSelect } from '../../ui/search-select.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import { offsetText, zoneOptions } from '../../ui/zone-options.ts';
import { THEMES } from '../../ui/themes.ts';

/** The option for the organisation's zone; not a valid zone name. */
const ORGANISATION_OPTION = '';

export function PreferencesSection() {
  const { theme, density, timeZone } = usePreferences();
  const { mutate, isSuccess } = useChangePreferences();
  const { data: settings } = useQuery(settingsQuery());
  const organisationZone = settings?.timeZone ?? 'UTC';
  const zones = [
    { value: ORGANISATION_OPTION, label: `Organisation’s zone: ${organisationZone.replaceAll('_', ' ')}` },
    ...zoneOptions(timeZone ?? organisationZone),
  ];
  return (
    <CardSection
      title="Preferences"
      description="Saved with your account and used on all your devices."
      status={isSuccess ? 'Saved' : null}
    >
      <Row id="theme" label="Theme" native={false}>
        <Segmented
          id="theme"
          labelledBy="theme-label"
          segments={THEMES}
          value={theme}
          onChange={(chosen) => mutate({ theme: chosen })}
        />
      </Row>
      <Row id="density" label="Density" native={false} help="How many series a screen of the list shows.">
        <Segmented
          id="density"
          labelledBy="density-label"
          segments={DENSITIES}
          value={density}
          onChange={(chosen) => mutate({ density: chosen })}
        />
      </Row>
      <Row
        id="zone"
        label="Time zone"
        help="For times such as the last change of a series. Days of a series stay in the zone of the API’s cluster."
      >
        <SearchSelect
          id="zone"
          labelledBy="zone-label"
          describedBy="zone-help"
          options={zones}
          value={timeZone ?? ORGANISATION_OPTION}
          detail={(zone) => offsetText(zone === ORGANISATION_OPTION ? organisationZone : zone)}
          onChoose={(zone) => mutate({ timeZone: zone === ORGANISATION_OPTION ? null : zone })}
        />
      </Row>
    </CardSection>
  );
}
