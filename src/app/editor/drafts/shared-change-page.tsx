import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatValue } from '#catalogue/format.ts';
import { mergeShared, type SharedChange } from '#domain/change/shared-change.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { whyReadOnly } from '#domain/series/why-read-only.ts';
import { draftQuery } from '../../api/draft-queries.ts';
import type { LoadedSeries, ShownSettings } from '../../api/series-queries.ts';
import { useWhyNot } from '../../api/session-query.ts';
import { ChangeRow, ValueChange } from '../changes/value-change.tsx';
import { ConflictDialog } from '../save/conflict-dialog.tsx';
import { changesText, fieldListText } from '../state/change-labels.ts';
import { leftEditQuery } from '../state/left-edit.ts';
import { CHANGE_HASH, decodeChange } from '../../series/change-link.ts';
import { EntryContext } from '../../series/entry-context.ts';
import { SeriesHeader } from '../../series/series-header.tsx';
import { useLoadedSeries } from '../../series/use-loaded-series.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/placeholder.tsx';

const changeQuery = (fragment: string) =>
  queryOptions({ queryKey: ['shared-change', fragment], queryFn: () => decodeChange(fragment), gcTime: 0 });

/** A change that another person shared as a link. It opens in the editor, or the page says what to decide before. */
export function SharedChangePage({ id }: { readonly id: number }) {
  const fragment = useLocation({ select: ({ hash }) => hash.slice(CHANGE_HASH.length) });
  const { data: change } = useQuery(changeQuery(fragment));
  const state = useLoadedSeries(id, { fresh: true });
  if ('instead' in state) return state.instead;
  const { loaded, settings } = state;
  return (
    <Page>
      <SeriesHeader series={loaded.series} settings={settings} page="Edit" />
      {change === 'damaged' && (
        <EmptyState title="This link has no readable change">
          It may be cut off. Ask for the link again, and copy all of it.
        </EmptyState>
      )}
      {change === 'newer' && (
        <EmptyState title="This link is of another version of Coupon Desk">
          Reload the page. If that does not help, ask for the change as text.
        </EmptyState>
      )}
      {typeof change === 'object' &&
        (change.seriesId === id ? (
          <ReceivedChange id={id} change={change} loaded={loaded} settings={settings} />
        ) : (
          <EmptyState
            title={`This change is of series ${change.seriesId}`}
            action={
              <Link to="/series/$id/edit" params={{ id: change.seriesId }} hash={CHANGE_HASH + fragment}>
                Open it there
              </Link>
            }
          >
            The address names another series, so the change is not opened here.
          </EmptyState>
        ))}
    </Page>
  );
}

interface Props {
  readonly id: number;
  readonly change: SharedChange;
  readonly loaded: LoadedSeries;
  readonly settings: ShownSettings;
}

function ReceivedChange({ id, change, loaded, settings }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const whyNot = useWhyNot('edit');
  const current = loaded.series;
  const zone = settings.clusterTimeZone;
  const merged = useMemo(() => mergeShared(current, change, zone), [current, change, zone]);
  const { base, mine, changed, clashes, unreadable } = merged;
  const why = whyReadOnly(current.values) ?? whyNot;
  const draft = useQuery({ ...draftQuery(id), enabled: why === null });
  const [isAsking, setAsking] = useState(false);
  const context = useMemo(() => ({ clusterZone: zone, ownId: id }), [zone, id]);

  const open = (values: Values) => {
    const left = { loaded, values };
    void navigate({ to: '/series/$id/edit', params: { id }, hash: '', replace: true }).then(() =>
      client.setQueryData(leftEditQuery(id).queryKey, left),
    );
  };
  const hasQuestion = clashes.length + unreadable.length > 0 || changed.length === 0;
  const opensAtOnce = why === null && !hasQuestion && draft.data === null;
  const openAtOnce = useEffectEvent(() => open(merged.values));
  useEffect(() => {
    if (opensAtOnce) openAtOnce();
  }, [opensAtOnce]);
  if (opensAtOnce) return null;

  const printOf = (values: Values) => ({
    currency: settings.currency,
    zone: settings.timeZone,
    gates: gatesOf(values, current.wire),
  });
  const [before, after] = [printOf(current.values), printOf(merged.values)];
  const shown = (field: FieldKey, values: Values, print = before) => ({
    value: values[field],
    text: formatValue(fieldOf(field).kind, values[field], print),
  });
  return (
    <EntryContext value={context}>
      <Card>
        <div className="rows" data-roomy>
          <h2 className="heading">A change that was shared with you</h2>
          <p className="secondary">{`${changesText(changed.length)}, not saved.`}</p>
          {changed.length === 0 && <p>The series has these values already. There is nothing to change.</p>}
          {why !== null && <Notice tone="info" layout="panel">{`You can read this change. ${why}`}</Notice>}
          <dl>
            {changed.map((field) => (
              <ChangeRow key={field} field={field}>
                <ValueChange
                  field={field}
                  from={shown(field, current.values)}
                  to={shown(field, merged.values, after)}
                />
                {clashes.includes(field) && (
                  <Notice tone="warn">{`Changed since the link was made, from ${shown(field, base.values).text} to ${shown(field, current.values).text}.`}</Notice>
                )}
              </ChangeRow>
            ))}
          </dl>
          {unreadable.length > 0 && (
            <Notice tone="warn">{`This version of Coupon Desk cannot read a part of the change: ${unreadable.join(', ')}.`}</Notice>
          )}
          {why === null && draft.error && (
            <Notice tone="warn">{`Whether you have unsaved changes of this series is not known: ${draft.error.message}`}</Notice>
          )}
          {why === null && draft.data && (
            <Notice tone="warn">
              {`You have unsaved changes of this series: ${fieldListText(
                Object.keys(draft.data.values).filter((key): key is FieldKey => key in current.values),
                6,
              )}. They stay: the editor offers them beside this change.`}
            </Notice>
          )}
          {why === null && changed.length > 0 && (
            <div className="cluster">
              <Button onClick={() => (clashes.length > 0 ? setAsking(true) : open(merged.values))}>
                Open in the editor
              </Button>
              <Link to="/series/$id" params={{ id }} className="link">
                Not now
              </Link>
            </div>
          )}
        </div>
      </Card>
      {isAsking && (
        <ConflictDialog
          base={base}
          mine={mine}
          theirs={current}
          merged={merged}
          saves={null}
          zone={settings.timeZone}
          print={after}
          onResolve={(takeTheirs) =>
            open({
              ...merged.values,
              ...Object.fromEntries([...takeTheirs].map((field) => [field, current.values[field]])),
            })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </EntryContext>
  );
}
