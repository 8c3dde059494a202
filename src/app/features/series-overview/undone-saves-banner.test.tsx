// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { UndoneSaves } from '#contract/series-endpoints.ts';
import { series } from '#domain/testing/builders.ts';
import { leftEditQuery } from '../../editor/state/left-edit.ts';
import { openPage, SETTINGS } from '../../page-test-kit.tsx';
import { UndoneSavesBanner } from './undone-saves-banner.tsx';

const ID = 698948;
test('offers the lost values in the editor, together with what changed since', async () => {
  const wire = (values: object) => series({ id: ID, description: 'Late', tag: 'a', maxCreate: 10, ...values }).wire;
  const undone: UndoneSaves = {
    saves: [
      { at: '2026-11-23T06:31:00.000Z', author: 'Asha Menon', isOwn: false },
      { at: '2026-11-23T06:40:00.000Z', author: 'Rohan Das', isOwn: true },
    ],
    sentAt: '2026-11-23T06:04:00.000Z',
    after: wire({}),
    lost: wire({ description: 'Lost', maxCreate: 20 }),
  };
  vi.spyOn(window, 'fetch').mockImplementation(async () => Response.json(undone));
  const loaded = { series: series({ ...wire({}), tag: 'changed since' }), revision: 'r' };
  const { cache } = openPage('/', {
    pages: {
      '/': () => <UndoneSavesBanner loaded={loaded} settings={{ ...SETTINGS, timeZone: 'UTC' }} mayEdit />,
      '/series/$id/edit': () => 'The editor',
    },
  });

  const saves = await screen.findAllByRole('listitem');
  expect(saves.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/by Asha Menon on .*06:31/),
    expect.stringMatching(/by you on .*06:40/),
  ]);
  screen.getByRole('button', { name: 'Put the values back' }).click();
  await screen.findByText('The editor');
  await vi.waitUntil(() => cache.getQueryData(leftEditQuery(ID).queryKey));
  const left = cache.getQueryData(leftEditQuery(ID).queryKey);
  expect(left?.loaded).toBe(loaded);
  expect(left?.values).toMatchObject({ description: 'Lost', maxCreate: 20, tag: 'changed since' });
});
