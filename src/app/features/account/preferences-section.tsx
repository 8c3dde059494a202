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

/** No zone has this name. */
const OF_ORGANISATION = '';

export function PreferencesSection() {
  const { theme, density, timeZone } = usePreferences();
  const { mutate, isSuccess } = useChangePreferences();
  const { data: settings } = useQuery(settingsQuery());
  const ofOrganisation = settings?.timeZone ?? 'UTC';
  const zones = [
    { value: OF_ORGANISATION, label: `As the organisation: ${ofOrganisation.replaceAll('_', ' ')}` },
    ...zoneOptions(timeZone ?? ofOrganisation),
  ];
  return (
    <CardSection
      title="Preferences"
      about="Kept with your account, and the same on every computer."
      said={isSuccess ? 'Saved' : null}
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
        help="In which you read moments, such as when a series was changed. Days of a series stay days of the API’s cluster."
      >
        <SearchSelect
          id="zone"
          labelledBy="zone-label"
          describedBy="zone-help"
          options={zones}
          value={timeZone ?? OF_ORGANISATION}
          detail={(zone) => offsetText(zone === OF_ORGANISATION ? ofOrganisation : zone)}
          onChoose={(zone) => mutate({ timeZone: zone === OF_ORGANISATION ? null : zone })}
        />
      </Row>
    </CardSection>
  );
}
