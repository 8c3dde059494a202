import { MantineProvider } from '@mantine/core';
import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach } from 'vitest';
import type { Settings } from '#contract/settings-endpoints.ts';
import type { Role } from '#domain/permissions.ts';
import { settingsQuery } from './api/series-queries.ts';
import { sessionQuery } from './api/session-query.ts';

/** The zones differ, so that a test notices which of them is used. */
export const SETTINGS: Settings = {
  organisation: 'Demo',
  timeZone: 'Asia/Kolkata',
  clusterTimeZone: 'UTC',
  currency: 'INR',
  source: 'embedded',
};

/** Pages of this test file request nothing: they show what is in the cache. */
export function withoutServer(): void {
  // happy-dom has no layout.
  document.elementsFromPoint = () => [];
  configure({ asyncUtilTimeout: 10_000 });
  beforeEach(() => onlineManager.setOnline(false));
  afterEach(() => {
    cleanup();
    onlineManager.setOnline(true);
  });
}

interface OpenPage {
  /** The components by path, such as `/series/$id`. Parameters are numbers. */
  readonly pages: Readonly<Record<string, () => ReactNode>>;
  readonly role?: Role;
  /** Puts what the page reads into the cache, which has the session and the settings. */
  readonly fill?: (cache: QueryClient) => void;
}

const mapValues = (values: Readonly<Record<string, unknown>>, map: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));

/** Shows a page at a URL, with the real router and query client. */
export function openPage(url: string, { pages, role = 'support', fill }: OpenPage) {
  const cache = new QueryClient();
  cache.setQueryData(settingsQuery().queryKey, SETTINGS);
  // Pages ask for the role only.
  cache.setQueryData(sessionQuery().queryKey, { person: { role } } as never);
  fill?.(cache);
  const root = createRootRoute({ component: Outlet });
  const routes = Object.entries(pages).map(([path, component]) =>
    createRoute({
      getParentRoute: () => root,
      path,
      params: { parse: (all) => mapValues(all, Number), stringify: (all) => mapValues(all, String) as never },
      component,
    }),
  );
  const router = createRouter({
    routeTree: root.addChildren(routes),
    history: createMemoryHistory({ initialEntries: [url] }),
  });
  render(
    <MantineProvider>
      <QueryClientProvider client={cache}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { router, cache };
}
