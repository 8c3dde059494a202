import { Button, Group, Input, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useBlocker, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { MAX_ORGANISATION_LENGTH } from '#contract/endpoint-constants.ts';
import type { Settings, SettingsChange } from '#contract/settings-endpoints.ts';
import { notify } from '../../api/notifications.ts';
import { settingsQuery } from '../../api/series-queries.ts';
import { Notice } from '../../ui/notice.tsx';
import { LeaveDialog } from '../../ui/leave-dialog.tsx';
import cards from '../../ui/cards.module.css';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ROW_CLASS } from '../../forms/row-class.ts';
import { SearchSelect } from '../../forms/search-select.tsx';
import { useSendForm } from '../../forms/use-send-form.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import { request } from '../../api/request.ts';
import { currencyOptions, offsetText, zoneOptions } from '../../ui/zone-options.ts';

const LABELS: Readonly<Record<keyof SettingsChange, string>> = {
  organisation: 'Organisation',
  timeZone: 'Time zone',
  currency: 'Currency',
  clusterTimeZone: 'Zone of the API’s cluster',
};
/** Cache key of changes that were left and are to be brought back. */
const LEFT = ['settings', 'left'];
const NAMES = ['organisation', 'timeZone', 'currency', 'clusterTimeZone'] as const;

export function SettingsForm({ settings: { source, ...stored } }: { readonly settings: Settings }) {
  const client = useQueryClient();
  const [isConfirming, setConfirming] = useState(false);
  const state = useSendForm<SettingsChange, Settings>({
    values: stored,
    send: (body) => request('PUT /api/settings', { body }),
    onSuccess: async ({ source: _source, ...saved }, reset) => {
      reset(saved);
      client.setQueryData(settingsQuery().queryKey, { source, ...saved });
      // Days depend on the cluster's zone.
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('series') });
    },
  });
  const { form, mutation, error } = state;
  const { dirtyFields } = form.formState;
  const changed = NAMES.filter((name) => dirtyFields[name]);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && changed.length > 0,
    enableBeforeUnload: () => changed.length > 0,
    withResolver: true,
  });
  const router = useRouter();
  const { setValue } = form;
  useEffect(() => {
    const left = client.getQueryData<Partial<SettingsChange>>(LEFT) ?? {};
    client.removeQueries({ queryKey: LEFT, exact: true });
    for (const name of NAMES) if (left[name] !== undefined) setValue(name, left[name], { shouldDirty: true });
  }, [client, setValue]);
  /** A notification offers to bring the changes back. */
  const leave = (proceed: () => void) => {
    const values = form.getValues();
    const left = Object.fromEntries(changed.map((name) => [name, values[name]]));
    const bringBack = () => {
      client.setQueryData(LEFT, left);
      void router.navigate({ to: '/settings' });
    };
    notify({
      tone: 'info',
      text: `Settings not saved: ${changed.map((name) => LABELS[name]).join(', ')}.`,
      action: { label: `Bring ${changed.length === 1 ? 'it' : 'them'} back`, run: bringBack },
    });
    proceed();
  };
  const row = (name: keyof SettingsChange) => ({
    label: LABELS[name],
    className: ROW_CLASS,
    mod: { changed: changed.includes(name), invalid: form.getFieldState(name).invalid },
  });
  const clusterZone = form.watch('clusterTimeZone');

  return (
    <form
      onSubmit={(event) => {
        if (!dirtyFields.clusterTimeZone) return state.submit(event);
        event.preventDefault();
        setConfirming(true);
      }}
    >
      <CardSection
        title="How times and money are read"
        status={mutation.isSuccess && changed.length === 0 ? 'Saved' : null}
      >
        <TextInput
          {...row('organisation')}
          label={<span>{LABELS.organisation}</span>}
          description="The name that is shown to your team."
          maxLength={MAX_ORGANISATION_LENGTH}
          autoComplete="organization"
          {...state.field('organisation')}
        />
        <SearchSelect
          {...row('timeZone')}
          description="Times are shown in this zone, except for users who chose their own. Stored values do not change."
          options={zoneOptions(form.watch('timeZone'))}
          detail={offsetText}
          {...state.control('timeZone')}
        />
        <SearchSelect
          {...row('currency')}
          description="The currency shown with amounts. Amounts are not converted."
          options={currencyOptions(form.watch('currency'))}
          {...state.control('currency')}
        />
        <SearchSelect
          {...row('clusterTimeZone')}
          description="The zone in which the API reads days. If it is wrong, every series ends on the wrong day. Ask the team that runs the API."
          options={zoneOptions(clusterZone)}
          detail={offsetText}
          {...state.control('clusterTimeZone')}
        />
        <Input.Wrapper
          label={<span>Series come from</span>}
          labelElement="div"
          description="Set in the server’s configuration."
          className={ROW_CLASS}
        >
          <span>{source === 'embedded' ? 'The database of this server' : 'The connected coupon API'}</span>
        </Input.Wrapper>
        <div className={`cluster apart ${cards.foot}`}>
          {error === null ? (
            <span className="tertiary">
              {changed.length > 0 && `Changed: ${changed.map((name) => LABELS[name]).join(', ')}`}
            </span>
          ) : (
            <Notice tone="error" live>
              {error}
            </Notice>
          )}
          {changed.length > 0 && (
            <Group gap="xs">
              <Button variant="default" onClick={() => state.reset()} disabled={mutation.isPending}>
                Discard
              </Button>
              <Button type="submit" loading={mutation.isPending}>
                Save the settings
              </Button>
            </Group>
          )}
        </div>
      </CardSection>
      {isConfirming && (
        <ConfirmDialog
          title={`Read all days in ${clusterZone.replaceAll('_', ' ')}?`}
          confirmLabel="Change the zone"
          isPending={mutation.isPending}
          error={null}
          onConfirm={() => void state.sendValues().then(() => setConfirming(false))}
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
          onLeave={() => leave(blocker.proceed)}
        />
      )}
    </form>
  );
}
