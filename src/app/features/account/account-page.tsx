import { usePerson } from '../../api/session.ts';
import { Page, PageHeader } from '../../shell/page.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Row } from '../../ui/row.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import css from '../people/cards.module.css';
import { Section } from '../people/section.tsx';
import { ROLE_DOES, ROLE_WORDS } from '../people/words.ts';
import { PasswordSection } from './password-section.tsx';
import { PreferencesSection } from './preferences-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TokensSection } from './tokens-section.tsx';

/** What belongs to whoever is signed in. */
export function AccountPage() {
  usePageTitle('Your account');
  const person = usePerson();
  if (!person) return null;
  return (
    <Page>
      <PageHeader title="Your account" />
      <div className={css.column}>
        <Section
          title="Who you are"
          {...(person.isDemo ? { about: 'A demo account, for trying the product with sample data.' } : {})}
        >
          <Row id="me-name" label="Name" native={false}>
            <span className={css.value}>{person.name}</span>
          </Row>
          <Row id="me-email" label="E-mail" native={false}>
            <span className={css.value}>{person.email}</span>
          </Row>
          <Row id="me-role" label="Role" native={false} help="An administrator can change it.">
            <span className={css.value}>
              <span>{`${ROLE_WORDS[person.role]} `}</span>
              <span className={css.small}>{ROLE_DOES[person.role]}</span>
            </span>
          </Row>
        </Section>
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
