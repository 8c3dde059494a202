import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { JOIN_PAGE } from '#contract/endpoint-constants.ts';
import { AppShell } from './shell/app-shell.tsx';
import { BrokenPage } from './shell/broken-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';

const root = createRootRoute({
  component: () => (
    <AppShell>
      <Outlet />
    </AppShell>
  ),
  notFoundComponent: NotFoundPage,
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/series' });
  },
});

/** The page reads its filter from the search itself, and ignores anything else. */
const listRoute = createRoute({
  getParentRoute: () => root,
  path: '/series',
  validateSearch: (search: Readonly<Record<string, unknown>>) => search,
  component: lazyRouteComponent(() => import('./features/series-list/list-route.tsx'), 'ListRoute'),
});

const seriesId = (params: { id: string }) => ({ id: Number(params.id) });
/** An id that is not a number answers "page not found", not "series not found". */
const beforeLoad = ({ params: { id } }: { params: { id: number } }) => {
  // The router expects "not found" as a thrown value.
  if (!Number.isSafeInteger(id) || id <= 0) throw notFound();
};
const params = { parse: seriesId, stringify: ({ id }: { id: number }) => ({ id: String(id) }) };

const overviewRoute = createRoute({
  getParentRoute: () => root,
  path: '/series/$id',
  params,
  beforeLoad,
  component: lazyRouteComponent(() => import('./features/series-overview/overview-page.tsx'), 'OverviewPage'),
});

const editRoute = createRoute({
  getParentRoute: () => root,
  path: '/series/$id/edit',
  params,
  beforeLoad,
  component: lazyRouteComponent(() => import('./editor/editor-page.tsx'), 'EditorPage'),
});

/** The page reads its inputs from the search itself, and ignores anything else. */
const checkRoute = createRoute({
  getParentRoute: () => root,
  path: '/series/$id/check',
  params,
  beforeLoad,
  validateSearch: (search: Readonly<Record<string, unknown>>) => search,
  component: lazyRouteComponent(() => import('./features/check/check-page.tsx'), 'CheckPage'),
});

const comparePage = lazyRouteComponent(() => import('./features/compare/compare-page.tsx'), 'ComparePage');

const compareRoute = createRoute({
  getParentRoute: () => root,
  path: '/series/$id/compare',
  params,
  beforeLoad,
  component: comparePage,
});

const compareWithRoute = createRoute({
  getParentRoute: () => root,
  path: '/series/$id/compare/$other',
  params: {
    parse: ({ id, other }: { id: string; other: string }) => ({ id: Number(id), other: Number(other) }),
    stringify: ({ id, other }: { id: number; other: number }) => ({ id: String(id), other: String(other) }),
  },
  beforeLoad: ({ params: both }: { params: { id: number; other: number } }) => {
    beforeLoad({ params: { id: both.id } });
    beforeLoad({ params: { id: both.other } });
  },
  component: comparePage,
});

/** The page reads its filter from the search itself, and ignores anything else. */
const historyRoute = createRoute({
  getParentRoute: () => root,
  path: '/series/$id/history',
  params,
  beforeLoad,
  validateSearch: (search: Readonly<Record<string, unknown>>) => search,
  component: lazyRouteComponent(() => import('./features/history/history-page.tsx'), 'HistoryPage'),
});

/** The page says itself that there is no such entry. */
const receiptRoute = createRoute({
  getParentRoute: () => root,
  path: '/series/$id/receipts/$entry',
  params: {
    parse: ({ id, entry }: { id: string; entry: string }) => ({ id: Number(id), entry }),
    stringify: ({ id, entry }: { id: number; entry: string }) => ({ id: String(id), entry }),
  },
  beforeLoad,
  component: lazyRouteComponent(() => import('./features/history/receipt-page.tsx'), 'ReceiptPage'),
});

const versionsRoute = createRoute({
  getParentRoute: () => root,
  path: '/series/$id/versions',
  params,
  beforeLoad,
  validateSearch: (search: Readonly<Record<string, unknown>>) => search,
  component: lazyRouteComponent(() => import('./features/compare/compare-versions-page.tsx'), 'CompareVersionsPage'),
});

const deskHistoryRoute = createRoute({
  getParentRoute: () => root,
  path: '/history',
  validateSearch: (search: Readonly<Record<string, unknown>>) => search,
  component: lazyRouteComponent(() => import('./features/history/desk-history-page.tsx'), 'DeskHistoryPage'),
});

const startCheckRoute = createRoute({
  getParentRoute: () => root,
  path: '/check',
  validateSearch: (search: Readonly<Record<string, unknown>>) => search,
  component: lazyRouteComponent(() => import('./features/check/start-check-page.tsx'), 'StartCheckPage'),
});

/** The page checks its parameters itself: most people never load it. */
const coverageRoute = createRoute({
  getParentRoute: () => root,
  path: '/covers/$type/$entry',
  component: lazyRouteComponent(() => import('./features/coverage/coverage-page.tsx'), 'CoveragePage'),
});

const joinRoute = createRoute({
  getParentRoute: () => root,
  path: JOIN_PAGE,
  component: lazyRouteComponent(() => import('./features/join/join-page.tsx'), 'JoinPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./features/account/account-page.tsx'), 'AccountPage'),
});

const accountsRoute = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./features/accounts/accounts-page.tsx'), 'AccountsPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./features/settings/settings-page.tsx'), 'SettingsPage'),
});

const serverStatusRoute = createRoute({
  getParentRoute: () => root,
  path: '/settings/server',
  component: lazyRouteComponent(() => import('./features/server-status/server-status-page.tsx'), 'ServerStatusPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    listRoute,
    overviewRoute,
    editRoute,
    checkRoute,
    compareRoute,
    compareWithRoute,
    historyRoute,
    receiptRoute,
    versionsRoute,
    deskHistoryRoute,
    startCheckRoute,
    coverageRoute,
    joinRoute,
    accountRoute,
    accountsRoute,
    settingsRoute,
    serverStatusRoute,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
