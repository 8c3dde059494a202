// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act, cleanup, configure, render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { useNotification } from '../../api/notifications.ts';
import { SettingsForm } from './settings-form.tsx';

configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

const SETTINGS = {
  organisation: 'Demo',
  timeZone: 'Asia/Kolkata',
  clusterTimeZone: 'UTC',
  currency: 'INR',
  source: 'embedded',
} as const;

test('what was typed can be brought back after leaving', async () => {
  const root = createRootRoute({ component: Outlet });
  const page = (path: string, component: () => React.ReactNode) =>
    createRoute({ getParentRoute: () => root, path, component });
  const router = createRouter({
    routeTree: root.addChildren([
      page('/settings', () => <SettingsForm settings={SETTINGS} />),
      page('/series', () => <p>All series</p>),
    ]),
    history: createMemoryHistory({ initialEntries: ['/settings'] }),
  });
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const notification = renderHook(() => useNotification());
  const user = userEvent.setup();
  const name = () => screen.findByLabelText<HTMLInputElement>('Organisation');

  await user.type(await name(), ' 2');
  void router.navigate({ to: '/series' } as never);
  await user.click(await screen.findByRole('button', { name: 'Leave and lose the changes' }));
  await screen.findByText('All series');
  expect(notification.result.current?.text).toBe('Settings not saved: Organisation.');

  act(() => notification.result.current?.action?.run());
  expect((await name()).value).toBe('Demo 2');
  expect(screen.getByText('Changed: Organisation')).toBeTruthy();
});
