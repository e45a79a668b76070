import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AccountListReply, SessionReply } from '../../server/accounts/schema.ts';
import type { AuditPageReply, AuditVerdictReply } from '../../server/audit/schema.ts';
import type { BeneficiaryListReply } from '../../server/beneficiaries/schema.ts';
import type { CaseDetail, CaseListReply } from '../../server/cases/schema.ts';
import type { ForecastReply, SpendingReply } from '../../server/funds/schema.ts';
import type { PeriodListReply } from '../../server/periods/schema.ts';
import type { ProgressHistoryReply, ProgressReply, TrajectoryReply } from '../../server/progress/schema.ts';
import type { CertificateListReply, QuotaPaceReply } from '../../server/quotas/schema.ts';
import type { ReportDetail, ReportHistoryReply, ReportListReply } from '../../server/reports/schema.ts';
import type {
  BreakdownReply,
  IndicatorListReply,
  IntensityTargetsReply,
  QuotaTargetsReply,
  RuleSetListReply,
} from '../../server/targets/schema.ts';
import { ApiError, get } from './client.ts';

/** Every read of the API, once. Keys begin with the feature, so a change can invalidate a whole feature. */

/** Public: whether this is the demo, and the business date. */
export interface InstanceReply {
  status: 'ok';
  demo: boolean;
  today: string;
}
export const instanceQuery = queryOptions({
  queryKey: ['instance'],
  queryFn: ({ signal }) => get<InstanceReply>('/health', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** null = not signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionReply | null> => {
    try {
      return await get<SessionReply>('/session', {}, signal);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const periodsQuery = queryOptions({
  queryKey: ['periods'],
  queryFn: ({ signal }) => get<PeriodListReply>('/periods', {}, signal),
});

export const intensityTargetsQuery = queryOptions({
  queryKey: ['targets', 'intensity'],
  queryFn: ({ signal }) => get<IntensityTargetsReply>('/targets/intensity', {}, signal),
});
export const quotaTargetsQuery = queryOptions({
  queryKey: ['targets', 'quotas'],
  queryFn: ({ signal }) => get<QuotaTargetsReply>('/targets/quotas', {}, signal),
});
export const indicatorsQuery = queryOptions({
  queryKey: ['targets', 'indicators'],
  queryFn: ({ signal }) => get<IndicatorListReply>('/indicators', {}, signal),
});
export const breakdownQuery = queryOptions({
  queryKey: ['targets', 'breakdown'],
  queryFn: ({ signal }) => get<BreakdownReply>('/targets/breakdown', {}, signal),
});
export const ruleSetsQuery = queryOptions({
  queryKey: ['targets', 'rule-sets'],
  queryFn: ({ signal }) => get<RuleSetListReply>('/rule-sets', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** `ruleSet` undefined = the default one. */
export const progressQuery = (period: string, ruleSet?: string) =>
  queryOptions({
    queryKey: ['progress', period, ruleSet ?? null],
    queryFn: ({ signal }) => get<ProgressReply>('/progress', { period, ruleSet }, signal),
  });
export const progressHistoryQuery = (ruleSet?: string) =>
  queryOptions({
    queryKey: ['progress', 'history', ruleSet ?? null],
    queryFn: ({ signal }) => get<ProgressHistoryReply>('/progress/history', { ruleSet }, signal),
  });
export const trajectoryQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: ['progress', 'trajectory', unit, period],
    queryFn: ({ signal }) => get<TrajectoryReply>('/progress/trajectory', { unit, period }, signal),
  });

/** `date` undefined = today. */
export const quotaPaceQuery = (date?: string) =>
  queryOptions({
    queryKey: ['quotas', 'pace', date ?? null],
    queryFn: ({ signal }) => get<QuotaPaceReply>('/quotas/pace', { date }, signal),
  });
export const certificatesQuery = (filter: { column?: string; unit?: string }) =>
  queryOptions({
    queryKey: ['quotas', 'certificates', filter.column ?? null, filter.unit ?? null],
    queryFn: ({ signal }) =>
      get<CertificateListReply>('/certificates', { column: filter.column, unit: filter.unit }, signal),
  });

export const reportsQuery = (period: string) =>
  queryOptions({
    queryKey: ['reports', 'list', period],
    queryFn: ({ signal }) => get<ReportListReply>('/reports', { period }, signal),
  });
export const reportQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: ['reports', 'detail', unit, period],
    queryFn: ({ signal }) => get<ReportDetail>(`/reports/${unit}/${period}`, {}, signal),
  });
export const reportHistoryQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: ['reports', 'history', unit, period],
    queryFn: ({ signal }) => get<ReportHistoryReply>(`/reports/${unit}/${period}/history`, {}, signal),
  });

/** `year` null = all years. */
export const spendingQuery = (year: number | null) =>
  queryOptions({
    queryKey: ['funds', 'spending', year],
    queryFn: ({ signal }) => get<SpendingReply>('/funds/spending', { year }, signal),
  });
export const forecastQuery = queryOptions({
  queryKey: ['funds', 'forecast'],
  queryFn: ({ signal }) => get<ForecastReply>('/funds/forecast', {}, signal),
});
export const casesQuery = (filter: { year?: number; unit?: string; policy?: string }) =>
  queryOptions({
    queryKey: ['cases', 'list', filter.year ?? null, filter.unit ?? null, filter.policy ?? null],
    queryFn: ({ signal }) => get<CaseListReply>('/cases', { ...filter }, signal),
  });
export const caseQuery = (id: number) =>
  queryOptions({
    queryKey: ['cases', 'detail', id],
    queryFn: ({ signal }) => get<CaseDetail>(`/cases/${id}`, {}, signal),
  });
/** `text` '' = all this user may see. */
export const beneficiariesQuery = (text = '') =>
  queryOptions({
    queryKey: ['beneficiaries', text],
    queryFn: ({ signal }) =>
      get<BeneficiaryListReply>('/beneficiaries', { q: text === '' ? null : text }, signal),
  });

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => get<AccountListReply>('/accounts', {}, signal),
});
/** Newest first, page by page. */
export const auditPagesQuery = infiniteQueryOptions({
  queryKey: ['audit', 'pages'],
  queryFn: ({ pageParam, signal }) => get<AuditPageReply>('/audit', { before: pageParam }, signal),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.nextBefore,
});
export const auditVerdictQuery = queryOptions({
  queryKey: ['audit', 'verdict'],
  queryFn: ({ signal }) => get<AuditVerdictReply>('/audit/verify', {}, signal),
  enabled: false,
});
