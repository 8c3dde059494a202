import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { ORGANISATION_MOST } from '#contract/endpoint-constants.ts';
import type { Settings, SettingsChange } from '#contract/settings-endpoints.ts';
import { settingsQuery } from '../../api/series-queries.ts';
import input from '../../ui/input.module.css';
import { Notice } from '../../ui/notice.tsx';
import { Row } from '../../ui/row.tsx';
import { LeaveDialog } from '../../ui/leave-dialog.tsx';
import cards from '../../ui/cards.module.css';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SearchSelect } from '../../ui/search-select.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import { formErrors } from '../../api/send-form.ts';
import { request } from '../../api/request.ts';
import { currencyOptions, offsetText, zoneOptions } from '../../ui/zone-options.ts';

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
  const [isConfirming, setConfirming] = useState(false);
  const { source, ...stored } = settings;
  const draft: SettingsChange = { ...stored, ...edit };
  const changed = NAMES.filter((name) => draft[name] !== stored[name]);
  const { mutate, error, isPending, isSuccess, reset } = useMutation({
    mutationFn: (body: SettingsChange) => request('PUT /api/settings', { body }),
    onSuccess: async (saved) => {
      setConfirming(false);
      setEdit({});
      client.setQueryData(settingsQuery().queryKey, saved);
      // Days depend on the cluster's zone.
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('series') });
    },
    onError: () => setConfirming(false),
  });
  const errors = formErrors(error, NAMES);
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
    if (changed.includes('clusterTimeZone')) setConfirming(true);
    else mutate(draft);
  }

  const rowOf = (name: keyof SettingsChange) => ({
    id: name,
    label: LABELS[name],
    changed: changed.includes(name),
    invalid: errors.fields[name] !== undefined,
  });
  const problemOf = (name: keyof SettingsChange) =>
    errors.fields[name] !== undefined && (
      <Notice tone="error" live>
        {errors.fields[name]}
      </Notice>
    );

  return (
    <form onSubmit={submit}>
      <CardSection title="How times and money are read" status={isSuccess && changed.length === 0 ? 'Saved' : null}>
        <Row {...rowOf('organisation')} help="The name that is shown to your team.">
          <span className={`${input.field} ${input.wide}`}>
            <input
              id="organisation"
              className={input.input}
              type="text"
              value={draft.organisation}
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
          help="Times are shown in this zone, except for users who chose their own. Stored values do not change."
        >
          <SearchSelect
            id="timeZone"
            labelledBy="timeZone-label"
            describedBy="timeZone-help"
            options={zoneOptions(draft.timeZone)}
            value={draft.timeZone}
            detail={offsetText}
            onChoose={(timeZone) => set({ timeZone })}
          />
          {problemOf('timeZone')}
        </Row>
        <Row {...rowOf('currency')} help="The currency shown with amounts. Amounts are not converted.">
          <SearchSelect
            id="currency"
            labelledBy="currency-label"
            describedBy="currency-help"
            options={currencyOptions(draft.currency)}
            value={draft.currency}
            onChoose={(currency) => set({ currency })}
          />
          {problemOf('currency')}
        </Row>
        <Row
          {...rowOf('clusterTimeZone')}
          help="The zone in which the API reads days. If it is wrong, every series ends on the wrong day. Ask the team that runs the API."
        >
          <SearchSelect
            id="clusterTimeZone"
            labelledBy="clusterTimeZone-label"
            describedBy="clusterTimeZone-help"
            options={zoneOptions(draft.clusterTimeZone)}
            value={draft.clusterTimeZone}
            detail={offsetText}
            onChoose={(clusterTimeZone) => set({ clusterTimeZone })}
          />
          {problemOf('clusterTimeZone')}
        </Row>
        <Row id="source" label="Series come from" native={false} help="Set in the server’s configuration.">
          <span className={cards.value}>
            {source === 'embedded' ? 'The database of this server' : 'The connected coupon API'}
          </span>
        </Row>
        <div className={cards.foot}>
          {errors.form === null ? (
            <span className={cards.small}>
              {changed.length > 0 && `Changed: ${changed.map((name) => LABELS[name]).join(', ')}`}
            </span>
          ) : (
            <Notice tone="error" live>
              {errors.form}
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
      </CardSection>
      {isConfirming && (
        <ConfirmDialog
          title={`Read all days in ${draft.clusterTimeZone.replaceAll('_', ' ')}?`}
          confirmLabel="Change the zone"
          isPending={isPending}
          error={null}
          onConfirm={() => mutate(draft)}
          onClose={() => setConfirming(false)}
        >
          <p>
            <span>{'Days are now read and sent in '}</span>
            <b>{stored.clusterTimeZone.replaceAll('_', ' ')}</b>
            <span>
              . With another zone, the days of all series are read and sent in that zone: an end may show as the day
              before or after, and the next save of a series sends its changed days in the new zone.
            </span>
          </p>
          <p>Nothing stored changes now. Choose the zone that the API’s cluster runs in.</p>
        </ConfirmDialog>
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
