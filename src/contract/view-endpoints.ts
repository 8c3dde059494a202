import * as z from 'zod';
import { displayName, done } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';

export const MAX_VIEWS = 50;

const view = z.strictObject({
  name: displayName(60, 'Enter a name for the view.'),
  query: z
    .string()
    .max(2000)
    .describe(
      'The query of the address of the list, such as `tab=live&sort=name`. The page ignores what it cannot read.',
    ),
});
export type View = DataOf<typeof view>;

/** Named searches of the list, of the signed-in person. A view is shared by the address that it opens. */
export const viewEndpoints = {
  listViews: endpoint({
    method: 'GET',
    path: '/api/me/views',
    access: 'own',
    summary: 'List the own saved views of the list, by name',
    answer: z.object({ views: z.array(view) }),
  }),
  putView: endpoint({
    method: 'PUT',
    path: '/api/me/views',
    access: 'own',
    summary: 'Save a view, or replace the own one of the same name',
    description: `At most ${MAX_VIEWS} views a person, else 409.`,
    body: view,
    answer: view,
  }),
  deleteView: endpoint({
    method: 'DELETE',
    path: '/api/me/views',
    access: 'own',
    summary: 'Delete the own view of a name',
    description: 'Succeeds if there is none.',
    query: z.object({ name: z.string() }),
    answer: done,
  }),
};
