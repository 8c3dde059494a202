import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { errorIn } from '#domain/redemption/error-numbers.ts';
import { settingsQuery } from '../../api/series-queries.ts';
import { Page, PageHeader } from '../../ui/page.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import cards from '../../ui/cards.module.css';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { IgnoredNotice } from './ignored-notice.tsx';
import { LookUpForm } from './look-up-form.tsx';
import { useLastLookUp, useOpenLookUp } from './look-up-queries.ts';
import { ISSUANCE, placeIn, searchOf } from './check-inputs.ts';
import css from './check.module.css';
import { ErrorMeaning } from './error-meaning.tsx';
import { SeriesInput } from '../../series/series-input.tsx';
import { StoreInput } from './entry-input.tsx';
import { useInputsInUrl } from './use-inputs-in-url.ts';
import { useDirectoryIndex } from './use-directory-index.ts';

/** Begins a check with what the caller knows: the code, the error number or the store. The series follows. */
export function StartCheckPage() {
  const [inputs, changeInputs] = useInputsInUrl();
  const title = inputs.kind === ISSUANCE ? 'Check an issuance' : 'Check a redemption';
  usePageTitle(title);
  const settings = useQuery(settingsQuery());
  const navigate = useNavigate();
  const lookUp = useLastLookUp();
  const open = useOpenLookUp();
  const refs = useMemo(() => [placeIn(inputs.place)].filter((ref) => ref !== null), [inputs.place]);
  const index = useDirectoryIndex(refs);
  return (
    <Page>
      <PageHeader title={title} />
      <div className={cards.column}>
        <IgnoredNotice />
        <form
          className={`surface rows ${css.inputs}`}
          data-roomy
          aria-label="What is known"
          autoComplete="off"
          onSubmit={(event) => event.preventDefault()}
        >
          <p className="secondary">
            Start with what the caller knows. With the series, every rule is checked; an error number alone says what it
            means.
          </p>
          <QueryState query={settings} what="The settings">
            {({ clusterTimeZone }) => (
              <SeriesInput
                id="check-series"
                label={<span>Coupon code or series</span>}
                clusterZone={clusterTimeZone}
                onChoose={(id) => void navigate({ to: '/series/$id/check', params: { id }, search: searchOf(inputs) })}
              />
            )}
          </QueryState>
          <TextInput
            id="check-error"
            label={<span>Error number from the till</span>}
            inputMode="numeric"
            autoComplete="off"
            maxLength={20}
            placeholder="Unknown"
            value={inputs.error}
            onChange={(event) => changeInputs({ error: event.currentTarget.value })}
          />
          <StoreInput
            id="check-place"
            label={<span>Store or till</span>}
            value={inputs.place}
            error={inputs.place !== '' && refs.length === 0 && <Notice tone="error">Choose a store or a till.</Notice>}
            onChange={(value) => changeInputs({ place: value })}
            index={index}
          />
          {refs.map(({ type, id }) => (
            <Link key={id} to="/covers/$type/$entry" params={{ type, entry: String(id) }}>
              Offers in this store
            </Link>
          ))}
        </form>
        <ErrorMeaning text={inputs.error} error={errorIn(inputs.error)} />
        <LookUpForm answer={lookUp} onFound={(answer) => void open(answer, inputs)} />
      </div>
    </Page>
  );
}
