import { Input, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useChangePreferences, usePreferences } from '../../api/preferences.ts';
import { settingsQuery } from '../../api/series-queries.ts';
import { DENSITIES } from '../../ui/densities.ts';
import { ROW_CLASS } from '../../forms/row-class.ts';
import { SearchSelect } from '../../forms/search-select.tsx';
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
      <Input.Wrapper id="theme" label={<span>Theme</span>} labelElement="div" className={ROW_CLASS}>
        <SegmentedControl
          aria-labelledby="theme-label"
          data={[...THEMES]}
          value={theme}
          onChange={(chosen) => mutate({ theme: chosen })}
        />
      </Input.Wrapper>
      <Input.Wrapper
        id="density"
        label={<span>Density</span>}
        labelElement="div"
        description="How many series a screen of the list shows."
        className={ROW_CLASS}
      >
        <SegmentedControl
          aria-labelledby="density-label"
          aria-describedby="density-description"
          data={[...DENSITIES]}
          value={density}
          onChange={(chosen) => mutate({ density: chosen })}
        />
      </Input.Wrapper>
      <SearchSelect
        label="Time zone"
        description="For times such as the last change of a series. Days of a series stay in the zone of the API’s cluster."
        className={ROW_CLASS}
        options={zones}
        value={timeZone ?? ORGANISATION_OPTION}
        detail={(zone) => offsetText(zone === ORGANISATION_OPTION ? organisationZone : zone)}
        onChange={(zone) => mutate({ timeZone: zone === ORGANISATION_OPTION ? null : zone })}
      />
    </CardSection>
  );
}
