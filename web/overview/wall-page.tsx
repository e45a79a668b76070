import { type useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react';
import type { ProgressReply, TrajectoryReply } from '../../server/progress/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import type { OverviewSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { isDark, showDark } from '../app/theme.ts';
import { formatClock, formatDateTime } from '../format.ts';
import { Failed } from '../ui/states.tsx';
import { showsInternal } from './internal.ts';
import { WallCharts, WallTiles, WallYear } from './wall-figures.tsx';
import { WallChanges, WallNext, WallQuotas } from './wall-lists.tsx';
import styles from './wall-page.module.css';
import { wallClock } from './wall-shape.ts';

/** Drawn at this size and scaled as a whole to the screen: 1.35 times as large on 1920 × 1080. */
const WIDTH = 1422;
const HEIGHT = 800;
const REFRESH_MS = 5 * 60_000;
const CLOCK_MS = 15_000;

const scaleNow = () => Math.min(window.innerWidth / WIDTH, window.innerHeight / HEIGHT);

function useScale(): number {
  const [scale, setScale] = useState(scaleNow);
  useEffect(() => {
    const onResize = () => setScale(scaleNow());
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return scale;
}

/** Dark for as long as the wall stands; what was chosen for this machine stays. Before the first chart is drawn. */
function useDarkScreen(): void {
  const [before] = useState(() => {
    const was = isDark();
    showDark(true);
    return was;
  });
  useLayoutEffect(() => {
    showDark(true);
    document.documentElement.dataset.screen = 'wall';
    return () => {
      showDark(before);
      delete document.documentElement.dataset.screen;
    };
  }, [before]);
}

/**
 * Reads again every five minutes, which keeps the session alive: somebody put this screen up on purpose. It still ends
 * after its absolute time.
 */
function useRefresh(): void {
  const client = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => void client.refetchQueries({ type: 'active' }), REFRESH_MS);
    return () => clearInterval(timer);
  }, [client]);
}

function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function useLeave(): () => void {
  const navigate = useNavigate({ from: '/' });
  const [leave] = useState(
    () => () =>
      void navigate({ search: ({ screen: _wall, ...others }: OverviewSearch) => others, replace: true }),
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') leave();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [leave]);
  return leave;
}

interface WallPageProps {
  progress: ReturnType<typeof useQuery<ProgressReply>>;
  trajectory: TrajectoryReply | undefined;
  pace: QuotaPaceReply | undefined;
  ruleSet: string | undefined;
  headline: ReactNode;
}

function Head({ progress, headline }: { progress: WallPageProps['progress']; headline: ReactNode }) {
  const { user, demo, today } = useSession();
  const now = useNow();
  const data = progress.data;
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <span>九江绿色制造目标跟踪 · 全市规上工业 · {data?.label}</span>
        {data && showsInternal(data) ? (
          <span className="tag">
            内部资料 · {user.displayName} · {formatDateTime(now)}
          </span>
        ) : null}
        {demo ? <span className="tag water">演示数据</span> : null}
        {data?.referenceOnly ? <span className="tag">1–2月仅供参考</span> : null}
        <span className={styles.clock}>
          {wallClock(now, today)}
          <small>数据{formatClock(new Date(progress.dataUpdatedAt).toISOString()).slice(0, 5)}更新</small>
        </span>
      </div>
      <h1>{headline}</h1>
    </header>
  );
}

/** 大屏: the overview on a wall screen, dark, without navigation, in one screenful. */
export function WallPage({ progress, trajectory, pace, ruleSet, headline }: WallPageProps) {
  useDarkScreen();
  useRefresh();
  const scale = useScale();
  const leave = useLeave();
  const data = progress.data;
  return (
    <div className={styles.screen}>
      <div className={styles.wall} style={{ width: WIDTH, height: HEIGHT, transform: `scale(${scale})` }}>
        <Head progress={progress} headline={headline} />
        {data ? (
          <div className={styles.grid}>
            <div className={styles.city}>
              <WallYear city={data.city} />
              <WallCharts.Plan trajectory={trajectory} />
            </div>
            <WallTiles units={data.units} label={data.label} />
            <WallCharts.Ranking units={data.units} />
            <div className={styles.lists}>
              <WallQuotas pace={pace} />
              <WallChanges progress={data} ruleSet={ruleSet} />
              <WallNext year={Number(data.period.slice(0, 4))} />
            </div>
          </div>
        ) : null}
        {progress.isError && !data ? (
          <Failed error={progress.error} onRetry={() => void progress.refetch()} />
        ) : null}
        <p className={styles.foot}>
          工作调度数据，以统计部门公布为准。三级●进展基本顺利，二级▲比较严峻，一级■十分严峻；空心为待审核；※为舍入内可能翻转。2024年=100为能耗强度指数。来源：附件2；各单位报送、市工信局审核的数据。
          <button type="button" className={styles.leave} onClick={leave}>
            退出大屏（Esc）
          </button>
        </p>
      </div>
    </div>
  );
}
