import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { Permission } from '../../server/rules/permissions.ts';
import { sessionQuery } from '../api/queries.ts';
import { CrashPage, NotFoundPage } from './error-pages.tsx';
import { countyReads, intensityReads, overviewReads, startReads } from './first-reads.ts';
import { navigationFor } from './navigation.ts';
import {
  adminSearch,
  bulletinSearch,
  calculatorSearch,
  countySearch,
  entrySearch,
  helpSearch,
  intensitySearch,
  methodSearch,
  overviewSearch,
  parseSearch,
  policiesSearch,
  projectsSearch,
  quotasSearch,
  reportingSearch,
  reviewSearch,
  signInSearch,
  stringifySearch,
  subsidiesSearch,
  tasksSearch,
  warningsSearch,
} from './search.ts';
import { RootLayout } from './shell.tsx';

/** A page, loaded with its route. The written type keeps the pages' own use of the router out of its inference. */
function page(load: () => Promise<RouteComponent>): RouteComponent {
  return lazyRouteComponent(async () => ({ default: await load() }));
}

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  /** Nobody gets past without a session, nor with a password that must be changed first. */
  beforeLoad: async ({ context, location }) => {
    if (location.pathname === '/sign-in') return;
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session)
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    if (session.user.mustChangePassword && location.pathname !== '/password')
      throw redirect({ to: '/password' });
  },
  component: RootLayout,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: overviewSearch,
  beforeLoad: ({ context }) => {
    const session = context.queryClient.getQueryData(sessionQuery.queryKey);
    if (!session || session.permissions.includes('progress.read')) return;
    const [home] = navigationFor(session.user);
    throw redirect({ to: home.to, ...(home.search ? { search: home.search } : {}) });
  },
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    startReads(context, (session) => overviewReads(session, deps));
  },
  component: page(async () => (await import('../overview/overview-page.tsx')).OverviewPage),
  staticData: { needs: 'progress.read' },
});

const intensityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/intensity',
  validateSearch: intensitySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    startReads(context, (session) => intensityReads(session, deps));
  },
  component: page(async () => (await import('../intensity/intensity-page.tsx')).IntensityPage),
  staticData: { needs: 'progress.read' },
});

const quotasRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/quotas',
  validateSearch: quotasSearch,
  component: page(async () => (await import('../quotas/quotas-page.tsx')).QuotasPage),
  staticData: { needs: 'quotas.read' },
});

const subsidiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/subsidies',
  validateSearch: subsidiesSearch,
  component: page(async () => (await import('../subsidies/subsidies-page.tsx')).SubsidiesPage),
  staticData: { needs: 'cases.read' },
});

const calculatorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calculator',
  validateSearch: calculatorSearch,
  component: page(async () => (await import('../calculator/calculator-page.tsx')).CalculatorPage),
  staticData: { needs: 'policies.read' },
});

const policiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policies',
  validateSearch: policiesSearch,
  component: page(async () => (await import('../policies/policies-page.tsx')).PoliciesPage),
  staticData: { needs: 'policies.read' },
});

const targetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/targets',
  component: page(async () => (await import('../targets/targets-page.tsx')).TargetsPage),
  staticData: { needs: 'targets.read' },
});

const countyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/counties/$code',
  validateSearch: countySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) => {
    startReads(context, (session) => countyReads(session, params.code, deps));
  },
  component: page(async () => (await import('../county/county-page.tsx')).CountyPage),
  staticData: { needs: 'progress.read' },
});

const entryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/entry',
  validateSearch: entrySearch,
  component: page(async () => (await import('../entry/entry-page.tsx')).EntryPage),
  staticData: { needs: 'reports.write' },
});

const reviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/review',
  validateSearch: reviewSearch,
  component: page(async () => (await import('../review/review-page.tsx')).ReviewPage),
  staticData: { needs: 'reports.decide' },
});

const reportingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reporting',
  validateSearch: reportingSearch,
  component: page(async () => (await import('../reporting/reporting-page.tsx')).ReportingPage),
  staticData: { needs: 'periods.write' },
});

const projectsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects',
  validateSearch: projectsSearch,
  component: page(async () => (await import('../projects/projects-page.tsx')).ProjectsPage),
  staticData: { needs: 'projects.sums' },
});

const tasksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tasks',
  validateSearch: tasksSearch,
  component: page(async () => (await import('../tasks/tasks-page.tsx')).TasksPage),
  staticData: { needs: 'tasks.read' },
});

const warningsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/warnings',
  validateSearch: warningsSearch,
  component: page(async () => (await import('../warnings/warnings-page.tsx')).WarningsPage),
  staticData: { needs: 'warnings.read' },
});

const bulletinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/bulletin',
  validateSearch: bulletinSearch,
  component: page(async () => (await import('../bulletin/bulletin-page.tsx')).BulletinPage),
  staticData: { needs: 'bulletins.read' },
});

const methodRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/method',
  validateSearch: methodSearch,
  component: page(async () => (await import('../method/method-page.tsx')).MethodPage),
  staticData: { needs: 'progress.read' },
});

const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  validateSearch: adminSearch,
  component: page(async () => (await import('../admin/admin-page.tsx')).AdminPage),
  staticData: { needs: 'audit.read' },
});

const helpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/help',
  validateSearch: helpSearch,
  component: page(async () => (await import('../help/help-page.tsx')).HelpPage),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: page(async () => (await import('../sign-in/sign-in-page.tsx')).SignInPage),
  staticData: { bare: true },
});

const passwordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password',
  component: page(async () => (await import('../sign-in/password-page.tsx')).PasswordPage),
  staticData: { bare: true },
});

const routeTree = rootRoute.addChildren([
  overviewRoute,
  intensityRoute,
  quotasRoute,
  subsidiesRoute,
  calculatorRoute,
  policiesRoute,
  targetsRoute,
  countyRoute,
  entryRoute,
  reviewRoute,
  reportingRoute,
  projectsRoute,
  tasksRoute,
  warningsRoute,
  bulletinRoute,
  methodRoute,
  adminRoute,
  helpRoute,
  signInRoute,
  passwordRoute,
]);

/** All pages and their view state; `queryClient` carries the session. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface StaticDataRouteOption {
    /** what the user must be allowed to do to see the page */
    needs?: Permission;
    /** drawn without header and navigation */
    bare?: boolean;
  }
}
