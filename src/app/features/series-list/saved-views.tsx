import { Button, TextInput } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { View } from '#contract/view-endpoints.ts';
import { buildUrl } from '../../api/endpoint-url.ts';
import { notify } from '../../api/notifications.ts';
import { request } from '../../api/request.ts';
import { retry } from '../../api/retry-policy.ts';
import { usePerson } from '../../api/session-query.ts';
import { useWrite } from '../../api/use-write.ts';
import { Form } from '../../forms/form.tsx';
import { useSendForm } from '../../forms/use-send-form.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { type ListSearch, writeListSearch } from './list-search.ts';
import { ToolbarPopover } from './toolbar-popover.tsx';

const viewsQuery = () =>
  queryOptions({
    queryKey: ['me', 'views'],
    queryFn: async ({ signal }) => (await request('GET /api/me/views', { signal })).views,
    retry,
  });

const queryOf = (search: ListSearch) => buildUrl('', { query: writeListSearch(search) }).slice(1);

/** Opens the saved views. The button has the name of the view that the list shows. */
export function SavedViewsButton({ search }: { readonly search: ListSearch }) {
  const isSignedIn = usePerson() !== null;
  const views = useQuery({ ...viewsQuery(), enabled: isSignedIn });
  if (!isSignedIn) return null;
  const query = queryOf(search);
  const current = views.data?.find((view) => view.query === query);
  return (
    <ToolbarPopover label={current?.name ?? 'Views'} title="Saved views" width="20rem">
      <QueryState query={views} what="Your views">
        {(list) =>
          list.length === 0 ? (
            <p className="secondary">A view keeps the search, the filters, the status and the order under a name.</p>
          ) : (
            <ul className="stack">
              {list.map((view) => (
                <SavedView key={view.name} view={view} isCurrent={view === current} />
              ))}
            </ul>
          )
        }
      </QueryState>
      <SaveViewForm query={query} names={views.data?.map(({ name }) => name) ?? []} />
      <div className="cluster apart">
        <span className="tertiary">The address shares what you see.</span>
        <CopyButton text={location.href} what="the link to this view" />
      </div>
    </ToolbarPopover>
  );
}

interface SavedViewProps {
  readonly view: View;
  readonly isCurrent: boolean;
}

function SavedView({ view: { name, query }, isCurrent }: SavedViewProps) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries(viewsQuery());
  const bringBack = () =>
    void request('PUT /api/me/views', { body: { name, query } }).then(refresh, (error: Error) =>
      notify({ tone: 'error', text: `The view “${name}” was not saved. ${error.message}` }),
    );
  const remove = useWrite({
    mutationFn: () => request('DELETE /api/me/views', { query: { name } }),
    onSuccess: async () => {
      notify({
        tone: 'info',
        text: `The view “${name}” is deleted.`,
        action: { label: 'Bring it back', run: bringBack },
      });
      await refresh();
    },
    onError: (error) => notify({ tone: 'error', text: `The view “${name}” was not deleted. ${error.message}` }),
  });
  return (
    <li className="cluster apart">
      <Link
        to="/series"
        // As stored: the page says what of it cannot be read any more.
        search={Object.fromEntries(new URLSearchParams(query))}
        aria-current={isCurrent ? 'true' : undefined}
      >
        {name}
      </Link>
      <Button variant="subtle" size="compact-sm" aria-label={`Delete the view ${name}`} onClick={() => remove.mutate()}>
        Delete
      </Button>
    </li>
  );
}

interface SaveViewFormProps {
  /** Of the address of the list. */
  readonly query: string;
  /** Of the saved views. */
  readonly names: readonly string[];
}

function SaveViewForm({ query, names }: SaveViewFormProps) {
  const client = useQueryClient();
  const state = useSendForm({
    values: { name: '' },
    send: ({ name }) => request('PUT /api/me/views', { body: { name, query } }),
    onSuccess: async (_, reset) => {
      reset();
      await client.invalidateQueries(viewsQuery());
    },
  });
  const replaces = names.includes(state.form.watch('name').trim());
  return (
    <Form
      state={state}
      label="Save this view"
      actions={
        <Button type="submit" variant="default">
          {replaces ? 'Replace the view' : 'Save this view'}
        </Button>
      }
    >
      <TextInput label={<span>Name of the view</span>} maxLength={60} autoComplete="off" {...state.field('name')} />
    </Form>
  );
}
