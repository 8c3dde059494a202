import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isFieldKey } from '#catalogue/catalogue.ts';
import { DRAFT_DAYS } from '#contract/endpoint-constants.ts';
import { draftsQuery } from '../../api/draft-queries.ts';
import { keptDraftsQuery } from '../../api/kept-drafts.ts';
import { usePerson } from '../../api/session-query.ts';
import { fieldListText } from '../../editor/state/change-labels.ts';
import css from '../../ui/cards.module.css';
import { CardSection } from '../../ui/card-section.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { StackedTable } from '../../ui/stacked-table.tsx';
import { RelativeTime } from '../../ui/timestamps.tsx';

/** The user's drafts of all series, on the server and in this browser. */
export function UnsavedSection() {
  const drafts = useQuery(draftsQuery());
  const kept = useQuery(keptDraftsQuery(usePerson()?.id ?? '')).data ?? [];
  const rows = [
    ...kept.map(({ seriesId, base, values, savedAt, name: key }) => ({
      key,
      seriesId,
      name: typeof base['description'] === 'string' ? base['description'] : null,
      fields: Object.keys(values),
      savedAt,
      where: ', in this browser only',
    })),
    ...(drafts.data ?? []).map((draft) => ({ ...draft, key: String(draft.seriesId), where: '' })),
  ];
  return (
    <CardSection
      title="Unsaved work"
      description={`What you changed in a series and did not save. Open the series to continue. A draft is deleted after ${DRAFT_DAYS} days.`}
    >
      <QueryState query={drafts} what="Your unsaved work">
        {() =>
          rows.length === 0 ? (
            <p className={css.empty}>You have no unsaved work.</p>
          ) : (
            <StackedTable label="Unsaved work" columns={['Series', 'Changes', 'Stored']} hasActions={false}>
              {rows.map(({ key, seriesId, name, fields, savedAt, where }) => (
                <Table.Tr key={key}>
                  <Table.Td data-label="Series">
                    <Link to="/series/$id/edit" params={{ id: seriesId }} className="link">
                      {name ?? `Series ${seriesId}`}
                    </Link>
                  </Table.Td>
                  <Table.Td data-label="Changes">{fieldListText(fields.filter(isFieldKey))}</Table.Td>
                  <Table.Td data-label="Stored">
                    <RelativeTime at={savedAt} />
                    <span>{where}</span>
                  </Table.Td>
                </Table.Tr>
              ))}
            </StackedTable>
          )
        }
      </QueryState>
    </CardSection>
  );
}
