import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  AccountListReply,
  AccountSettings,
  SessionListReply,
  SessionReply,
} from '../../server/accounts/schema.ts';
import type {
  AuditFilter,
  AuditPageReply,
  AuditPeopleReply,
  AuditVerdictReply,
} from '../../server/audit/schema.ts';
import type { BackupListReply } from '../../server/backups/schema.ts';
import type { BeneficiaryListReply } from '../../server/beneficiaries/schema.ts';
import type { BulletinListReply, BulletinReply } from '../../server/bulletins/schema.ts';
import type { CaseDetail, CaseListReply } from '../../server/cases/schema.ts';
import type { CausesReply, WeightsReply } from '../../server/causes/schema.ts';
import type { FeedbackReply } from '../../server/feedback/schema.ts';
import type { FirmDetail, FirmListReply } from '../../server/firms/schema.ts';
import type { ForecastReply, SpendingReply } from '../../server/funds/schema.ts';
import type { GradesReply, RuleSetListReply } from '../../server/grading/schema.ts';
import type { NeedDetail, NeedListReply } from '../../server/needs/schema.ts';
import type {
  CollectionReply,
  ExtensionListReply,
  PeriodListReply,
  ReportingReply,
} from '../../server/periods/schema.ts';
import type {
  ProgressHistoryReply,
  ProgressReply,
  ProgressRevisionsReply,
  TrajectoryReply,
} from '../../server/progress/schema.ts';
import type { ProjectDetail, ProjectListReply } from '../../server/projects/schema.ts';
import type { ProjectSummaryReply } from '../../server/projects/summary/schema.ts';
import type { LedgerListReply, ListId, ProviderListReply } from '../../server/providers/schema.ts';
import type { CertificateListReply } from '../../server/quotas/certificate-schema.ts';
import type { CandidateListReply } from '../../server/quotas/cultivation-schema.ts';
import type { QuotaCostsReply, QuotaCountsReply, QuotaPaceReply } from '../../server/quotas/schema.ts';
import type { ReminderListReply } from '../../server/reminders/schema.ts';
import type {
  ReportChangesReply,
  ReportDetail,
  ReportHistoryReply,
  ReportImpactReply,
  ReportListReply,
  ReportMessagesReply,
} from '../../server/reports/schema.ts';
import type {
  BreakdownReply,
  IndicatorListReply,
  IntensityTargetsReply,
  QuotaTargetsReply,
} from '../../server/targets/schema.ts';
import type { TaskDetail, TaskListReply } from '../../server/tasks/schema.ts';
import type { WarningDetail, WarningListReply } from '../../server/warnings/schema.ts';
import { ApiError, get } from './client.ts';

/** Units on one page: all of a city, a page of a country. */
export const UNITS_PAGE = 60;
/** Which of the units are asked for: those with a part of the name or the code, from which on. */
export interface UnitsAsked {
  q: string;
  offset: number;
}
export const FIRST_UNITS: UnitsAsked = { q: '', offset: 0 };
/** A reply with a page of the units, and how many there are. */
export type UnitsPage<Reply> = Reply & { total: number };
const unitsPage = ({ q, offset }: UnitsAsked) => ({
  limit: UNITS_PAGE,
  offset: offset || null,
  q: q || null,
});

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
export const extensionsQuery = (period: string) =>
  queryOptions({
    queryKey: ['periods', 'extensions', period],
    queryFn: ({ signal }) => get<ExtensionListReply>(`/periods/${period}/extensions`, {}, signal),
  });
/** Completeness and timeliness of a year, per unit and per period. */
export const reportingQuery = (year: number) =>
  queryOptions({
    queryKey: ['periods', 'reporting', year],
    queryFn: ({ signal }) => get<ReportingReply>('/reporting', { year }, signal),
  });
export const collectionQuery = queryOptions({
  queryKey: ['periods', 'collection'],
  queryFn: ({ signal }) => get<CollectionReply>('/collection', {}, signal),
});

/** What the statistics bureau fed back for a period; for the bureau. */
export const feedbackQuery = (period: string) =>
  queryOptions({
    queryKey: ['feedback', period],
    queryFn: ({ signal }) => get<FeedbackReply>('/feedback', { period }, signal),
  });
/** What waits for the signed-in person; asked for again now and then, as others' work makes new ones. */
export const remindersQuery = queryOptions({
  queryKey: ['reminders'],
  queryFn: ({ signal }) => get<ReminderListReply>('/reminders', {}, signal),
});

export const intensityTargetsQuery = (units = FIRST_UNITS) =>
  queryOptions({
    queryKey: ['targets', 'intensity', units],
    queryFn: ({ signal }) =>
      get<UnitsPage<IntensityTargetsReply>>('/targets/intensity', unitsPage(units), signal),
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
/** Under 'grades', as a changed rule set changes both. */
export const ruleSetsQuery = queryOptions({
  queryKey: ['grades', 'rule-sets'],
  queryFn: ({ signal }) => get<RuleSetListReply>('/rule-sets', {}, signal),
  staleTime: 60_000,
});
/** What each grade rests on; `ruleSet` undefined = the current one, `asOf` undefined = as things are. */
export const gradesQuery = (period: string, ruleSet?: string, asOf?: string, units = FIRST_UNITS) =>
  queryOptions({
    queryKey: ['grades', period, ruleSet ?? null, asOf ?? null, units],
    queryFn: ({ signal }) =>
      get<UnitsPage<GradesReply>>('/grades', { period, ruleSet, asOf, ...unitsPage(units) }, signal),
  });

/** `ruleSet` undefined = the default one; `asOf` undefined = as things are. */
export const progressQuery = (period: string, ruleSet?: string, asOf?: string, units = FIRST_UNITS) =>
  queryOptions({
    queryKey: ['progress', period, ruleSet ?? null, asOf ?? null, units],
    queryFn: ({ signal }) =>
      get<UnitsPage<ProgressReply>>('/progress', { period, ruleSet, asOf, ...unitsPage(units) }, signal),
  });
export const progressHistoryQuery = (ruleSet?: string, asOf?: string, units = FIRST_UNITS) =>
  queryOptions({
    queryKey: ['progress', 'history', ruleSet ?? null, asOf ?? null, units],
    queryFn: ({ signal }) =>
      get<UnitsPage<ProgressHistoryReply>>(
        '/progress/history',
        { ruleSet, asOf, ...unitsPage(units) },
        signal,
      ),
  });
export const trajectoryQuery = (unit: string, period: string, asOf?: string) =>
  queryOptions({
    queryKey: ['progress', 'trajectory', unit, period, asOf ?? null],
    queryFn: ({ signal }) => get<TrajectoryReply>('/progress/trajectory', { unit, period, asOf }, signal),
  });
/** What is different today from what was known at the end of a day. */
export const progressRevisionsQuery = (from: string, ruleSet?: string) =>
  queryOptions({
    queryKey: ['progress', 'revisions', from, ruleSet ?? null],
    queryFn: ({ signal }) => get<ProgressRevisionsReply>('/progress/revisions', { from, ruleSet }, signal),
  });

/** `date` undefined = today. */
export const quotaPaceQuery = (date?: string, units = FIRST_UNITS) =>
  queryOptions({
    queryKey: ['quotas', 'pace', date ?? null, units],
    queryFn: ({ signal }) =>
      get<UnitsPage<QuotaPaceReply>>('/quotas/pace', { date, ...unitsPage(units) }, signal),
  });
/** 补足所需奖补 of every unit and column. */
export const quotaCostsQuery = queryOptions({
  queryKey: ['quotas', 'costs'],
  queryFn: ({ signal }) => get<QuotaCostsReply>('/quotas/costs', {}, signal),
});
/** 新增, 退出, 净增, 累计 of a year, or of all (null). */
export const quotaCountsQuery = (year: number | null, units = FIRST_UNITS) =>
  queryOptions({
    queryKey: ['quotas', 'counts', year, units],
    queryFn: ({ signal }) =>
      get<UnitsPage<QuotaCountsReply>>('/quotas/counts', { year, ...unitsPage(units) }, signal),
  });
export const candidatesQuery = (unit?: string) =>
  queryOptions({
    queryKey: ['quotas', 'cultivation', unit ?? null],
    queryFn: ({ signal }) => get<CandidateListReply>('/cultivation', { unit }, signal),
  });
/** Which titles are listed; what is left out does not matter. */
export interface CertificatesFilter {
  column?: string | undefined;
  unit?: string | undefined;
  year?: string | undefined;
  status?: string | undefined;
  /** part of a name, former name, credit code or document */
  q?: string | undefined;
  sort?: 'register' | 'roster' | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}
export const fetchCertificates = (filter: CertificatesFilter, signal?: AbortSignal) =>
  get<CertificateListReply>('/certificates', { ...filter }, signal);
export const certificatesQuery = (filter: CertificatesFilter) =>
  queryOptions({
    queryKey: ['quotas', 'certificates', filter],
    queryFn: ({ signal }) => fetchCertificates(filter, signal),
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

/** Who changed which field when; the county and the bureau see drafts too. */
export const reportChangesQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: ['reports', 'changes', unit, period],
    queryFn: ({ signal }) => get<ReportChangesReply>(`/reports/${unit}/${period}/changes`, {}, signal),
  });
/** Bureau only: what approving the waiting revision would change. */
export const reportImpactQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: ['reports', 'impact', unit, period],
    queryFn: ({ signal }) => get<ReportImpactReply>(`/reports/${unit}/${period}/impact`, {}, signal),
  });
/** County and bureau only; the same lines stand in the detail. */
export const reportMessagesQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: ['reports', 'messages', unit, period],
    queryFn: ({ signal }) => get<ReportMessagesReply>(`/reports/${unit}/${period}/messages`, {}, signal),
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
/** Which cases are listed; what is left out does not matter. */
export interface CasesFilter {
  year?: number | undefined;
  unit?: string | undefined;
  policy?: string | undefined;
  group?: string | undefined;
  /** part of the beneficiary's name, the award or the clause */
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}
export const casesQuery = (filter: CasesFilter) =>
  queryOptions({
    queryKey: ['cases', 'list', filter],
    queryFn: ({ signal }) => get<CaseListReply>('/cases', { ...filter }, signal),
  });
export const caseQuery = (id: number) =>
  queryOptions({
    queryKey: ['cases', 'detail', id],
    queryFn: ({ signal }) => get<CaseDetail>(`/cases/${id}`, {}, signal),
  });
/** 预警督办: open proposals (bureau) and the ledger. */
export const warningsQuery = queryOptions({
  queryKey: ['warnings', 'list'],
  queryFn: ({ signal }) => get<WarningListReply>('/warnings', {}, signal),
});
export const warningQuery = (id: number) =>
  queryOptions({
    queryKey: ['warnings', 'detail', id],
    queryFn: ({ signal }) => get<WarningDetail>(`/warnings/${id}`, {}, signal),
  });

/** A page of the beneficiaries with a part of the name or credit code; '' = of all this user may see. */
export const beneficiariesQuery = (text = '', page: { limit?: number; offset?: number } = {}) =>
  queryOptions({
    queryKey: ['beneficiaries', text, page],
    queryFn: ({ signal }) =>
      get<BeneficiaryListReply>('/beneficiaries', { q: text === '' ? null : text, ...page }, signal),
  });

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => get<AccountListReply>('/accounts', {}, signal),
});
/** Where somebody is signed in; `accountId` null = oneself. */
export const sessionsQuery = (accountId: number | null) =>
  queryOptions({
    queryKey: ['sessions', accountId],
    queryFn: ({ signal }) =>
      get<SessionListReply>(
        accountId === null ? '/session/all' : `/accounts/${accountId}/sessions`,
        {},
        signal,
      ),
    staleTime: 0,
  });
export const accountSettingsQuery = queryOptions({
  queryKey: ['accounts', 'settings'],
  queryFn: ({ signal }) => get<AccountSettings>('/account-settings', {}, signal),
});
/** Newest first, page by page; an empty filter is the whole log. */
export const auditPagesQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'pages', filter],
    queryFn: ({ pageParam, signal }) =>
      get<AuditPageReply>('/audit', { ...filter, before: pageParam }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextBefore,
  });
/** One page as large as may be, for the export; `before` null = from the newest. */
export const fetchAuditRows = (filter: AuditFilter, before: number | null) =>
  get<AuditPageReply>('/audit', { ...filter, before, size: 500 });
export const auditPeopleQuery = queryOptions({
  queryKey: ['audit', 'people'],
  queryFn: ({ signal }) => get<AuditPeopleReply>('/audit/people', {}, signal),
});
export const auditVerdictQuery = queryOptions({
  queryKey: ['audit', 'verdict'],
  queryFn: ({ signal }) => get<AuditVerdictReply>('/audit/verify', {}, signal),
  enabled: false,
});

/** Looks again every few seconds while a backup is being made. */
export const backupsQuery = queryOptions({
  queryKey: ['backups', 'list'],
  queryFn: ({ signal }) => get<BackupListReply>('/backups', {}, signal),
  refetchInterval: (query) => (query.state.data?.running ? 3000 : false),
});
/** Address of a backup, good for one download (see `backupTicket`), which is recorded in the audit log. */
export const backupFileUrl = (name: string, ticket: string) =>
  `/api/v1/backups/${encodeURIComponent(name)}/file?ticket=${encodeURIComponent(ticket)}`;

export const bulletinsQuery = queryOptions({
  queryKey: ['bulletins', 'list'],
  queryFn: ({ signal }) => get<BulletinListReply>('/bulletins', {}, signal),
});
export const bulletinQuery = (id: number) =>
  queryOptions({
    queryKey: ['bulletins', 'detail', id],
    queryFn: ({ signal }) => get<BulletinReply>(`/bulletins/${id}`, {}, signal),
  });
/** Address of a bulletin's file, for a link that downloads it. */
export const bulletinFileUrl = (id: number, file: 'word' | 'excel') => `/api/v1/bulletins/${id}/${file}`;

/** What moved the city in a period; `asOf` undefined = as things are, `ruleSet` undefined = the current one. */
export const causesQuery = (period: string, asOf?: string, ruleSet?: string) =>
  queryOptions({
    queryKey: ['causes', period, ruleSet ?? null, asOf ?? null],
    queryFn: ({ signal }) => get<CausesReply>('/causes', { period, ruleSet, asOf }, signal),
  });
export const weightsQuery = (period: string) =>
  queryOptions({
    queryKey: ['weights', period],
    queryFn: ({ signal }) => get<WeightsReply>('/weights', { period }, signal),
  });

/** Service providers; `year` null = the present one (schemes landed are counted by year). */
export const providersQuery = (year: number | null = null) =>
  queryOptions({
    queryKey: ['projects', 'providers', year],
    queryFn: ({ signal }) => get<ProviderListReply>('/providers', { year }, signal),
  });
/** One of the four lists (四张清单); `unit` null = all this user may see. */
export const ledgerListQuery = (list: ListId, unit: string | null) =>
  queryOptions({
    queryKey: ['projects', 'lists', list, unit],
    queryFn: ({ signal }) => get<LedgerListReply>(`/lists/${list}`, { unit }, signal),
  });

/** Which firms are listed; what is left out does not matter. */
export interface FirmsFilter {
  /** lists only those of this unit; the coverage stays that of all */
  within?: string | undefined;
  level?: string | undefined;
  retrofit?: string | undefined;
  year?: string | undefined;
  /** part of a name, a credit code or a trade */
  q?: string | undefined;
  working?: 'yes' | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}
export const fetchFirms = (filter: FirmsFilter, signal?: AbortSignal) =>
  get<FirmListReply>('/firms', { ...filter }, signal);
/** A page of the firms with their declared energy, and the coverage of all. */
export const firmsQuery = (filter: FirmsFilter = {}) =>
  queryOptions({
    queryKey: ['projects', 'firms', filter],
    queryFn: ({ signal }) => fetchFirms(filter, signal),
  });
export const firmQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'firm', id],
    queryFn: ({ signal }) => get<FirmDetail>(`/firms/${id}`, {}, signal),
  });

/** 任务台账; `department` undefined = all. */
export const tasksQuery = (department?: string) =>
  queryOptions({
    queryKey: ['tasks', 'list', department ?? null],
    queryFn: ({ signal }) => get<TaskListReply>('/tasks', { department }, signal),
  });
/** One task with its breakdown, reports and reminders. */
export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['tasks', 'detail', id],
    queryFn: ({ signal }) => get<TaskDetail>(`/tasks/${encodeURIComponent(id)}`, {}, signal),
  });
/** Address of a file of a progress report, for a link that downloads it. */
export const taskReportFileUrl = (reportId: number, fileId: number) =>
  `/api/v1/task-reports/${reportId}/files/${fileId}`;

/** Needs (供需对接), all this user may see. */
export const needsQuery = queryOptions({
  queryKey: ['projects', 'needs', 'list'],
  queryFn: ({ signal }) => get<NeedListReply>('/needs', {}, signal),
});
export const needQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'needs', 'detail', id],
    queryFn: ({ signal }) => get<NeedDetail>(`/needs/${id}`, {}, signal),
  });

/** Which projects (改造项目) are asked for; what is left out does not matter. */
export interface ProjectsFilter {
  unit?: string | undefined;
  /** a stage, 'stalled' or 'stopped' */
  stage?: string | undefined;
  kind?: string | undefined;
  firm?: string | undefined;
  /** part of the project's, the firm's or the provider's name */
  q?: string | undefined;
  sort?: string | undefined;
  descending?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}
export const fetchProjects = (filter: ProjectsFilter, signal?: AbortSignal) =>
  get<ProjectListReply>('/projects', { ...filter }, signal);
/** A page of the projects this viewer may see, with counts and sums over all of them. */
export const projectsQuery = (filter: ProjectsFilter = {}) =>
  queryOptions({
    queryKey: ['projects', 'list', filter],
    queryFn: ({ signal }) => fetchProjects(filter, signal),
  });
export const projectQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'detail', id],
    queryFn: ({ signal }) => get<ProjectDetail>(`/projects/${id}`, {}, signal),
  });
/** Address of a project's file, for a link that downloads it. */
export const projectFileUrl = (id: number, fileId: number) => `/api/v1/projects/${id}/files/${fileId}`;

/** 项目概况: sums of projects by county, funnel, coverage, savings beside the gap; `unit` null = all one may see. */
export const projectSummaryQuery = (year: string | null, unit: string | null = null) =>
  queryOptions({
    queryKey: ['projects', 'summary', year, unit],
    queryFn: ({ signal }) => get<ProjectSummaryReply>('/projects/summary', { year, unit }, signal),
  });
