import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../api/series-queries.ts';
import { Page, PageHeader } from '../../ui/page.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { AdministratorsOnly } from '../../ui/administrators-only.tsx';
import cards from '../../ui/cards.module.css';
import { QueryState } from '../../ui/query-state.tsx';
import { SettingsForm } from './settings-form.tsx';

export function SettingsPage() {
  usePageTitle('Settings');
  return (
    <AdministratorsOnly>
      <Settings />
    </AdministratorsOnly>
  );
}

function Settings() {
  const settings = useQuery(settingsQuery());
  return (
    <Page>
      <PageHeader title="Settings" />
      <div className={cards.column}>
        <QueryState query={settings} what="The settings">
          {(data) => <SettingsForm settings={data} />}
        </QueryState>
      </div>
    </Page>
  );
}
