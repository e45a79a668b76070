import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { sessionQuery } from '../api/queries.ts';
import { formatFullDateTime } from '../format.ts';
import { DeniedPage } from './error-pages.tsx';
import { NavGroup } from './nav-group.tsx';
import { type NavItem, navigationFor } from './navigation.ts';
import { SessionContext, useSession } from './session.ts';
import styles from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

/** Only for those whom something waits for; never part of the sign-in page. */
const Reminders = lazy(async () => ({ default: (await import('./reminders.tsx')).Reminders }));

/** The mark beside the name: a leaf half green, half water. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 1a9 9 0 0 0 0 18Z" fill="var(--brand)" />
      <path d="M10 1h9v9a9 9 0 0 1-9 9Z" fill="var(--water)" />
      <path d="M10 1h9v9a9 9 0 0 0-9 0Z" fill="var(--brand)" />
    </svg>
  );
}

/** Their address is the beginning of every other one, or is shared by two entries. */
const EXACT: ReadonlySet<string> = new Set(['/']);

function Entry({ item, period }: { item: NavItem; period: string | undefined }) {
  return (
    <Link
      to={item.to}
      {...(item.params ? { params: item.params } : {})}
      search={{ ...item.search, ...(period && keepsPeriod(item.to) ? { period } : {}) }}
      activeOptions={{ exact: EXACT.has(item.to), includeSearch: item.to === '/admin' }}
    >
      {item.label}
    </Link>
  );
}

interface Group {
  group: string | undefined;
  items: NavItem[];
}

/** Neighbours of one group together; everything else by itself. */
function grouped(items: readonly NavItem[]): Group[] {
  const groups: Group[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && item.group !== undefined && last.group === item.group) last.items.push(item);
    else groups.push({ group: item.group, items: [item] });
  }
  return groups;
}

function Navigation() {
  const { user } = useSession();
  const period = useMatches({ select: (matches) => periodOf(matches.at(-1)?.search) });
  return (
    <nav className={styles.nav} aria-label="主导航">
      {grouped(navigationFor(user)).map(({ group, items }) => {
        const links = items.map((item) => <Entry key={item.label} item={item} period={period} />);
        return group === undefined ? (
          links
        ) : (
          <NavGroup key={group} label={group} paths={items.map(({ to }) => to)}>
            {links}
          </NavGroup>
        );
      })}
    </nav>
  );
}

function periodOf(search: unknown): string | undefined {
  if (typeof search !== 'object' || search === null || !('period' in search)) return undefined;
  return typeof search.period === 'string' ? search.period : undefined;
}

/** The overview on a wall screen (大屏): nothing of the shell around it. */
function isWall(search: unknown): boolean {
  return typeof search === 'object' && search !== null && 'screen' in search && search.screen === 'wall';
}

/** The period chosen on one leadership page holds on the others. */
function keepsPeriod(to: string): boolean {
  return to === '/' || to === '/intensity' || to === '/counties/$code';
}

/** What stands at the head of each printed page; the time is that of the clock, as in the tag of PageHead. */
function PrintLine() {
  const { user, demo } = useSession();
  return (
    <p className={`${styles.printLine} printOnly`}>
      九江绿色制造目标跟踪　打印：{user.displayName}　{formatFullDateTime(new Date().toISOString())}
      {demo ? '　演示数据' : ''}
    </p>
  );
}

function Shell() {
  const [theme, setTheme] = useState(0);
  const { permissions } = useSession();
  const needs = useMatches({ select: (matches) => matches.at(-1)?.staticData.needs });
  const denied = needs !== undefined && !permissions.includes(needs);
  const onWall = useMatches({ select: (matches) => isWall(matches.at(-1)?.search) });
  if (onWall && !denied) {
    return (
      <main id="content">
        <Outlet />
      </main>
    );
  }
  return (
    <>
      <a className={styles.skip} href="#content">
        跳到正文
      </a>
      <header className={`${styles.header} noPrint`}>
        <div className={styles.bar}>
          <Link to="/" className={styles.brand}>
            <Mark />
            九江绿色制造目标跟踪
          </Link>
          <Navigation />
          {permissions.includes('tasks.read') ? (
            <Suspense fallback={<span className={styles.bell} />}>
              <Reminders />
            </Suspense>
          ) : null}
          <Link to="/help" className={styles.help}>
            帮助
          </Link>
          <UserMenu onThemeChange={() => setTheme((count) => count + 1)} />
        </div>
      </header>
      <PrintLine />
      <main id="content" className={styles.content} tabIndex={-1} key={theme}>
        {denied ? <DeniedPage /> : <Outlet />}
      </main>
      <footer className={styles.footer}>
        本平台供工作调度使用，不是统计调查；统计数据以统计部门公布为准。
        {permissions.includes('progress.read') ? (
          <Link to="/method" className="noPrint" style={{ textDecoration: 'underline' }}>
            方法说明
          </Link>
        ) : null}
      </footer>
    </>
  );
}

/** The session ended while a page stood open: to sign-in, once, and back to the same place afterwards. */
function ToSignIn() {
  const router = useRouter();
  useEffect(() => {
    const { href, pathname } = router.state.location;
    if (pathname === '/sign-in') return;
    void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { next: href } });
  }, [router]);
  return null;
}

/** Root of all pages: sign-in and password stand alone, the others inside the shell. */
export function RootLayout() {
  const bare = useMatches({ select: (matches) => matches.at(-1)?.staticData.bare === true });
  const { data: session } = useQuery(sessionQuery);
  if (bare) return <Outlet />;
  if (!session) return <ToSignIn />;
  return (
    <SessionContext value={session}>
      <Shell />
    </SessionContext>
  );
}
