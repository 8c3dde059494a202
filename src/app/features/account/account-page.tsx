import { Input } from '@mantine/core';
import { usePerson } from '../../api/session-query.ts';
import { Page, PageHeader } from '../../ui/page.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { useScrollToHash } from '../../ui/use-scroll-to-hash.ts';
import { usePageTitle } from '../../ui/use-page-title.ts';
import cards from '../../ui/cards.module.css';
import { ROW_CLASS } from '../../forms/row-class.ts';
import { CardSection } from '../../ui/card-section.tsx';
import { ROLE_DESCRIPTIONS, ROLE_LABELS } from '../../ui/role-labels.ts';
import { PasswordSection } from './password-section.tsx';
import { PreferencesSection } from './preferences-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TokensSection } from './tokens-section.tsx';
import { UnsavedSection } from './unsaved-section.tsx';

/** The account of the signed-in user: drafts, preferences, password, sessions, tokens. */
export function AccountPage() {
  usePageTitle('Your account');
  const person = usePerson();
  useScrollToHash();
  if (!person) return null;
  return (
    <Page>
      <PageHeader title="Your account" />
      <div className={cards.column}>
        <CardSection
          title="Profile"
          {...(person.isDemo ? { description: 'A demo account, for trying the product with sample data.' } : {})}
        >
          <Input.Wrapper label={<span>Name</span>} labelElement="div" className={ROW_CLASS}>
            <span>{person.name}</span>
          </Input.Wrapper>
          <Input.Wrapper label={<span>E-mail</span>} labelElement="div" className={ROW_CLASS}>
            <span>{person.email}</span>
          </Input.Wrapper>
          <Input.Wrapper
            label={<span>Role</span>}
            labelElement="div"
            description="An administrator can change it."
            className={ROW_CLASS}
          >
            <span>{`${ROLE_LABELS[person.role]}: ${ROLE_DESCRIPTIONS[person.role]}`}</span>
          </Input.Wrapper>
        </CardSection>
        <div id="unsaved" tabIndex={-1}>
          <ErrorBoundary what="Unsaved work">
            <UnsavedSection />
          </ErrorBoundary>
        </div>
        <ErrorBoundary what="Preferences">
          <PreferencesSection />
        </ErrorBoundary>
        {person.hasPassword && (
          <ErrorBoundary what="Password">
            <PasswordSection />
          </ErrorBoundary>
        )}
        <ErrorBoundary what="Sessions">
          <SessionsSection />
        </ErrorBoundary>
        <ErrorBoundary what="API tokens">
          <TokensSection person={person} />
        </ErrorBoundary>
      </div>
    </Page>
  );
}
