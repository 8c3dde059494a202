import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../api/queries.ts';
import { Page, PageHeader } from '../../shell/page.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { AdministratorsOnly } from '../people/administrators-only.tsx';
import cards from '../people/cards.module.css';
import { Loaded } from '../people/loaded.tsx';
import { SettingsForm } from './settings-form.tsx';

export function SettingsPage() {
  usePageTitle('Settings');
  return (
    <AdministratorsOnly>
      <Settings />
    </AdministratorsOnly>
  );
}

/** How times and money are read here. */
function Settings() {
  const settings = useQuery(settingsQuery());
  return (
    <Page>
      <PageHeader title="Settings" />
      <div className={cards.column}>
        <Loaded query={settings} what="The settings">
          {(data) => <SettingsForm settings={data} />}
        </Loaded>
      </div>
    </Page>
  );
}
