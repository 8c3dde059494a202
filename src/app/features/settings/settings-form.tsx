import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { ORGANISATION_MOST, type Settings, SETTINGS_PATH, type SettingsChange } from '#contract/api.ts';
import { settingsQuery } from '../../api/queries.ts';
import input from '../../form/controls/input.module.css';
import { Notice } from '../../ui/notice.tsx';
import { Row } from '../../ui/row.tsx';
import { LeaveDialog } from '../editor/leave-dialog.tsx';
import cards from '../people/cards.module.css';
import { Question } from '../people/question.tsx';
import { SearchSelect } from '../people/search-select.tsx';
import { Section } from '../people/section.tsx';
import { problemsOf, send } from '../people/send.ts';
import { currencyOptions, offsetText, zoneOptions } from '../people/zones.ts';

const LABELS: Readonly<Record<keyof SettingsChange, string>> = {
  organisation: 'Organisation',
  timeZone: 'Time zone',
  currency: 'Currency',
  clusterTimeZone: 'Zone of the API’s cluster',
};
const NAMES = ['organisation', 'timeZone', 'currency', 'clusterTimeZone'] as const;

export function SettingsForm({ settings }: { readonly settings: Settings }) {
  const client = useQueryClient();
  const [edit, setEdit] = useState<Partial<SettingsChange>>({});
  const [asks, setAsks] = useState(false);
  const { source, ...stored } = settings;
  const held: SettingsChange = { ...stored, ...edit };
  const changed = NAMES.filter((name) => held[name] !== stored[name]);
  const { mutate, error, isPending, isSuccess, reset } = useMutation({
    mutationFn: (change: SettingsChange) => send<Settings>('PUT', SETTINGS_PATH, change),
    onSuccess: async (saved) => {
      setAsks(false);
      setEdit({});
      client.setQueryData(settingsQuery().queryKey, saved);
      // Days were read in the cluster's zone.
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('series') });
    },
    onError: () => setAsks(false),
  });
  const told = problemsOf(error, NAMES);
  const set = (change: Partial<SettingsChange>) => {
    reset();
    setEdit({ ...edit, ...change });
  };
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && changed.length > 0,
    enableBeforeUnload: () => changed.length > 0,
    withResolver: true,
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    if (changed.includes('clusterTimeZone')) setAsks(true);
    else mutate(held);
  }

  const rowOf = (name: keyof SettingsChange) => ({
    id: name,
    label: LABELS[name],
    changed: changed.includes(name),
    invalid: told.fields[name] !== undefined,
  });
  const problemOf = (name: keyof SettingsChange) =>
    told.fields[name] !== undefined && (
      <Notice tone="error" live>
        {told.fields[name]}
      </Notice>
    );

  return (
    <form onSubmit={submit}>
      <Section title="How times and money are read" said={isSuccess && changed.length === 0 ? 'Saved' : null}>
        <Row {...rowOf('organisation')} help="Its name, as people here know it.">
          <span className={`${input.field} ${input.wide}`}>
            <input
              id="organisation"
              className={input.input}
              type="text"
              value={held.organisation}
              maxLength={ORGANISATION_MOST}
              autoComplete="organization"
              aria-describedby="organisation-help"
              onChange={(event) => set({ organisation: event.currentTarget.value })}
            />
          </span>
          {problemOf('organisation')}
        </Row>
        <Row
          {...rowOf('timeZone')}
          help="Moments are printed in it for everybody who has not chosen a zone of their own. Changes nothing that is stored."
        >
          <SearchSelect
            id="timeZone"
            labelledBy="timeZone-label"
            describedBy="timeZone-help"
            options={zoneOptions(held.timeZone)}
            value={held.timeZone}
            detail={offsetText}
            onChoose={(timeZone) => set({ timeZone })}
          />
          {problemOf('timeZone')}
        </Row>
        <Row {...rowOf('currency')} help="What amounts are printed in. Amounts themselves are not converted.">
          <SearchSelect
            id="currency"
            labelledBy="currency-label"
            describedBy="currency-help"
            options={currencyOptions(held.currency)}
            value={held.currency}
            onChoose={(currency) => set({ currency })}
          />
          {problemOf('currency')}
        </Row>
        <Row
          {...rowOf('clusterTimeZone')}
          help="In which the API cuts moments to days. Where it is wrong, every series ends on a wrong day: whoever runs the API knows it."
        >
          <SearchSelect
            id="clusterTimeZone"
            labelledBy="clusterTimeZone-label"
            describedBy="clusterTimeZone-help"
            options={zoneOptions(held.clusterTimeZone)}
            value={held.clusterTimeZone}
            detail={offsetText}
            onChoose={(clusterTimeZone) => set({ clusterTimeZone })}
          />
          {problemOf('clusterTimeZone')}
        </Row>
        <Row id="source" label="Series come from" native={false} help="Set where the server is started.">
          <span className={cards.value}>
            {source === 'embedded' ? 'The database of this server' : 'The connected coupon API'}
          </span>
        </Row>
        <div className={cards.foot}>
          {told.whole === null ? (
            <span className={cards.small}>
              {changed.length > 0 && `Changed: ${changed.map((name) => LABELS[name]).join(', ')}`}
            </span>
          ) : (
            <Notice tone="error" live>
              {told.whole}
            </Notice>
          )}
          {changed.length > 0 && (
            <span className={cards.buttons}>
              <Button variant="default" onClick={() => setEdit({})} disabled={isPending}>
                Discard
              </Button>
              <Button type="submit" loading={isPending}>
                Save the settings
              </Button>
            </span>
          )}
        </div>
      </Section>
      {asks && (
        <Question
          title={`Read all days in ${held.clusterTimeZone.replaceAll('_', ' ')}?`}
          does="Change the zone"
          busy={isPending}
          problem={null}
          onDo={() => mutate(held)}
          onClose={() => setAsks(false)}
        >
          <p>
            <span>{'So far days are read and sent in '}</span>
            <b>{stored.clusterTimeZone.replaceAll('_', ' ')}</b>
            <span>
              . With another zone the days of all series are read and sent in that zone: an end may show as the day
              before or after, and the next save of a series sends its changed days in the new zone.
            </span>
          </p>
          <p>Nothing that is stored changes now. Choose what the API’s cluster really runs in.</p>
        </Question>
      )}
      {blocker.status === 'blocked' && (
        <LeaveDialog
          what={changed.map((name) => LABELS[name]).join(', ')}
          onStay={blocker.reset}
          onLeave={blocker.proceed}
        />
      )}
    </form>
  );
}
