import type {
  Account,
  AccountChange,
  AccountSettings,
  HandOver,
  HandOverReply,
  NewAccount,
  OneTimePasswordReply,
  SessionReply,
  UnitsChange,
} from '../../server/accounts/schema.ts';
import type { BackupListReply, BackupTicket } from '../../server/backups/schema.ts';
import type { Beneficiary, BeneficiaryInput } from '../../server/beneficiaries/schema.ts';
import type { BulletinChange, BulletinReply, BulletinStep } from '../../server/bulletins/schema.ts';
import type { Application, CaseDetail, StepInput } from '../../server/cases/schema.ts';
import type { WeightsInput, WeightsReply } from '../../server/causes/schema.ts';
import type { FeedbackInput, FeedbackVerdict } from '../../server/feedback/schema.ts';
import type { FirmImportReply, FirmImportRequest } from '../../server/firms/import-schema.ts';
import type { DeclarationInput, FirmChange, FirmDetail, NewFirm } from '../../server/firms/schema.ts';
import type { Fund } from '../../server/funds/schema.ts';
import type {
  NewRuleSet,
  RuleSetChange,
  RuleSetListReply,
  RuleSetRetirement,
} from '../../server/grading/schema.ts';
import type { NeedChange, NeedDetail, NeedStepInput, NewNeed, NewOffer } from '../../server/needs/schema.ts';
import type {
  CollectionChange,
  CollectionReply,
  ExtensionGrant,
  ExtensionListReply,
  Period,
  PeriodDates,
  ReleaseReply,
} from '../../server/periods/schema.ts';
import type { ProjectImportReply, ProjectImportRequest } from '../../server/projects/import-schema.ts';
import type {
  ProjectCaseInput,
  ProjectChange,
  ProjectDetail,
  ProjectInput,
  ProjectStepInput,
} from '../../server/projects/schema.ts';
import type {
  NewProvider,
  ProviderChange,
  ProviderCharges,
  ProviderListReply,
} from '../../server/providers/schema.ts';
import type {
  Certificate,
  CertificateAdded,
  CertificateCorrection,
  CertificateRemoval,
  NewCertificate,
} from '../../server/quotas/certificate-schema.ts';
import type { Candidate, CandidateChange, NewCandidate } from '../../server/quotas/cultivation-schema.ts';
import type { ImportReply, ImportRequest } from '../../server/quotas/import-schema.ts';
import type { BatchChange } from '../../server/quotas/schema.ts';
import type { ReportImport, ReportImportReply } from '../../server/reports/import-schema.ts';
import type {
  DraftSavedReply,
  ReportDetail,
  ReportListReply,
  ReportMessagesReply,
} from '../../server/reports/schema.ts';
import type { FigureField, Figures } from '../../server/rules/figures.ts';
import type { TableExport, WorkbookReply } from '../../server/sheets/schema.ts';
import type { Indicator } from '../../server/targets/schema.ts';
import type {
  NewTaskReminder,
  NewTaskReport,
  TaskDepartmentsChange,
  TaskDetail,
  TaskGoalsChange,
  TaskReportChange,
  TaskReportStepInput,
  TaskSettings,
} from '../../server/tasks/schema.ts';
import type {
  NewWarning,
  WarningChange,
  WarningDetail,
  WarningStepInput,
} from '../../server/warnings/schema.ts';
import { send, sendFile, sendForFile } from './client.ts';

/** Every change the API offers, once; all throw ApiError. */

export const signIn = (username: string, password: string) =>
  send<SessionReply>('POST', '/session', { username, password });
export const signOut = () => send<void>('DELETE', '/session');
/** `accountId` null = oneself. */
export const endSession = (accountId: number | null, id: string) =>
  send<void>('DELETE', accountId === null ? `/session/all/${id}` : `/accounts/${accountId}/sessions/${id}`);
/** Ends all own sessions; with `keepThis` all but this one. */
export const signOutEverywhere = (keepThis: boolean) =>
  send<void>('POST', '/session/sign-out-everywhere', { keepThis });
export const endSessionsOf = (accountId: number) => send<void>('DELETE', `/accounts/${accountId}/sessions`);
export const changePassword = (currentPassword: string, newPassword: string) =>
  send<SessionReply>('PUT', '/session/password', { currentPassword, newPassword });

/** `figures` as typed; the server normalises. A stale version is 409 `version_conflict` with both versions. */
export const saveDraft = (unit: string, period: string, version: number, figures: Figures) =>
  send<DraftSavedReply>('PUT', `/reports/${unit}/${period}/draft`, { version, figures });
export const submitReport = (unit: string, period: string, version: number, figures: Figures) =>
  send<ReportDetail>('POST', `/reports/${unit}/${period}/submit`, { version, figures });
export const decideReports = (
  period: string,
  decision: {
    outcome: 'approved' | 'returned';
    reason: string | null;
    /** of server/rules/return-reasons.ts */
    reasonIds?: string[];
    items: { unitCode: string; version: number }[];
  },
) => send<ReportListReply>('POST', `/periods/${period}/decisions`, decision);
/** Takes the fed-back figures as they stand and submits them, or asks for the sign-off. */
export const confirmFeedback = (
  unit: string,
  period: string,
  confirmation: {
    version: number;
    feedbackId: number;
    note?: string;
    comments?: Partial<Record<FigureField, string>>;
  },
) => send<ReportDetail>('POST', `/reports/${unit}/${period}/confirm`, confirmation);
/** 签核并上报: by a second person, else 403 `four_eyes`. */
export const signOffReport = (unit: string, period: string, version: number) =>
  send<ReportDetail>('POST', `/reports/${unit}/${period}/sign-off`, { version });
export const declineSignOff = (unit: string, period: string, version: number, reason: string) =>
  send<ReportDetail>('POST', `/reports/${unit}/${period}/sign-off/decline`, { version, reason });
/** From 待签核 or 待审核 back to the draft. */
export const withdrawReport = (unit: string, period: string, version: number) =>
  send<ReportDetail>('POST', `/reports/${unit}/${period}/withdraw`, { version });
/** Opens an approved report for a correction; the approved figures stay in force until the next approval. */
export const reopenReport = (unit: string, period: string, version: number, reason: string) =>
  send<ReportDetail>('POST', `/reports/${unit}/${period}/reopen`, { version, reason });
export const sendReportMessage = (unit: string, period: string, text: string) =>
  send<ReportMessagesReply>('POST', `/reports/${unit}/${period}/messages`, { text });
/** `check: true` = verdicts only; `false` = saves the drafts, all or none. */
export const importReports = (reports: ReportImport) =>
  send<ReportImportReply>('POST', '/reports/import', reports);
/** Address of the .xlsx to fill in; `all` = every unit this person may see. */
export const reportTemplateUrl = (period: string, unit: string) =>
  `/api/v1/reports/template?period=${period}&unit=${unit}`;
export const releasePeriod = (period: string) => send<ReleaseReply>('POST', `/periods/${period}/release`);
/** null dates follow the rule; a stale version is 409 `version_conflict`. */
export const setPeriodDates = (period: string, dates: PeriodDates) =>
  send<Period>('PUT', `/periods/${period}`, dates);
export const closePeriod = (period: string, version: number, reason: string | null = null) =>
  send<Period>('POST', `/periods/${period}/close`, { version, reason });
export const reopenPeriod = (period: string, version: number, reason: string) =>
  send<Period>('POST', `/periods/${period}/reopen`, { version, reason });
export const grantExtension = (period: string, grant: ExtensionGrant) =>
  send<ExtensionListReply>('POST', `/periods/${period}/extensions`, grant);
/** What is named is changed, all or nothing. */
export const changeCollection = (change: CollectionChange) =>
  send<CollectionReply>('PUT', '/collection', change);
/** `check: true` judges line by line without writing. */
export const enterFeedback = (table: FeedbackInput) => send<FeedbackVerdict>('POST', '/feedback', table);

export const setIndicatorTarget = (
  id: string,
  change: { version: number; target: string | null; targetSource: string | null },
) => send<Indicator>('PUT', `/indicators/${id}/target`, change);

export const setIndicatorActual = (
  id: string,
  year: number,
  change: { version: number; value: string; source: string },
) => send<Indicator>('PUT', `/indicators/${id}/actuals/${year}`, change);

/** A similar name in force is 409 `similar_name` with `SimilarTitle`s, unless `confirmSimilar`. */
export const addCertificate = (certificate: NewCertificate) =>
  send<CertificateAdded>('POST', '/certificates', certificate);
export const correctCertificate = (id: number, correction: CertificateCorrection) =>
  send<CertificateAdded>('PUT', `/certificates/${id}`, correction);
/** `check` judges and writes nothing; else all rows are written or none. */
export const importCertificates = (request: ImportRequest) =>
  send<ImportReply>('POST', '/certificates/import', request);
/** Likewise for firms with their declared energy, and for retrofit projects. */
export const importFirms = (request: FirmImportRequest) =>
  send<FirmImportReply>('POST', '/firms/import', request);
export const importProjects = (request: ProjectImportRequest) =>
  send<ProjectImportReply>('POST', '/projects/import', request);
export const uploadEvidence = (id: number, file: File) =>
  sendFile<Certificate>(`/certificates/${id}/files`, { name: file.name }, file);
export const restoreCertificate = (id: number, change: { version: number; reason: string }) =>
  send<Certificate>('POST', `/certificates/${id}/restoration`, change);
export const removeCertificate = (id: number, removal: CertificateRemoval) =>
  send<Certificate>('POST', `/certificates/${id}/removal`, removal);
export const setBaseCount = (
  unit: string,
  column: string,
  change: { version: number; count: number | null },
) => send<void>('PUT', `/certificates/bases/${unit}/${column}`, change);
export const setBatch = (column: string, year: number, change: BatchChange) =>
  send<void>('PUT', `/certificates/batches/${column}/${year}`, change);
export const addCandidate = (candidate: NewCandidate) => send<Candidate>('POST', '/cultivation', candidate);
export const changeCandidate = (id: number, change: CandidateChange) =>
  send<Candidate>('PUT', `/cultivation/${id}`, change);

export const createBeneficiary = (beneficiary: BeneficiaryInput) =>
  send<Beneficiary>('POST', '/beneficiaries', beneficiary);
export const changeBeneficiary = (id: number, beneficiary: BeneficiaryInput) =>
  send<Beneficiary>('PUT', `/beneficiaries/${id}`, beneficiary);
export const applyForAward = (application: Application) => send<CaseDetail>('POST', '/cases', application);
/** One step in the life of a case; a stale version is 409 `version_conflict`. */
export const takeStep = (id: number, step: StepInput) => send<CaseDetail>('POST', `/cases/${id}/steps`, step);
export const uploadCaseFile = (id: number, file: File) =>
  sendFile<CaseDetail>(`/cases/${id}/files`, { name: file.name }, file);
export const setBudget = (policyId: string, year: number, change: { version: number; amountFen: number }) =>
  send<Fund>('PUT', `/funds/${policyId}/${year}`, change);

/** From a proposal; 409 `no_proposal` where the lamps call for none any more. */
export const draftWarning = (warning: NewWarning) => send<WarningDetail>('POST', '/warnings', warning);
export const changeWarning = (id: number, change: WarningChange) =>
  send<WarningDetail>('PUT', `/warnings/${id}`, change);
/** One step in the life of a warning; a stale version is 409 `version_conflict`. */
export const takeWarningStep = (id: number, step: WarningStepInput) =>
  send<WarningDetail>('POST', `/warnings/${id}/steps`, step);

export const createAccount = (account: NewAccount) =>
  send<OneTimePasswordReply>('POST', '/accounts', account);
export const changeAccount = (id: number, change: AccountChange) =>
  send<Account>('PATCH', `/accounts/${id}`, change);
export const resetPassword = (id: number, version: number) =>
  send<OneTimePasswordReply>('POST', `/accounts/${id}/password-reset`, { version });
export const setAccountUnits = (id: number, change: UnitsChange) =>
  send<Account>('PUT', `/accounts/${id}/units`, change);
export const handOverUnits = (id: number, handOver: HandOver) =>
  send<HandOverReply>('POST', `/accounts/${id}/hand-over`, handOver);
/** `seen` is the value shown before; 409 where somebody else has changed it since. */
export const setPasswordDays = (seen: number, passwordDays: number) =>
  send<AccountSettings>('PUT', '/account-settings', { seen, passwordDays });
export const unlockAccount = (id: number) => send<Account>('POST', `/accounts/${id}/unlock`);

/** Makes a backup now and waits for it; 409 while another is made, 507 without room. */
export const makeBackup = () => send<BackupListReply>('POST', '/backups');
/** For the own password, a ticket that downloads the backup once, within a minute; 422 wrong, 429 after five. */
export const backupTicket = (name: string, password: string) =>
  send<BackupTicket>('POST', `/backups/${encodeURIComponent(name)}/ticket`, { password });

/** A table of a page as a file, .xlsx or .csv; recorded in the audit log. */
export const exportTable = (table: TableExport) => sendForFile('/exports', table);
/** The sheets of a spreadsheet as text; nothing is written. */
export const readSpreadsheet = (file: File) =>
  sendFile<WorkbookReply>('/sheets/read', { name: file.name }, file);

/** Freezes the period's released figures and drafts from them; 422 `period_not_released`, `reference_only`. */
export const createBulletin = (period: string) => send<BulletinReply>('POST', '/bulletins', { period });
export const saveBulletin = (id: number, change: BulletinChange) =>
  send<BulletinReply>('PUT', `/bulletins/${id}`, change);
export const stepBulletin = (id: number, step: BulletinStep) =>
  send<BulletinReply>('POST', `/bulletins/${id}/steps`, step);

/** The whole table of value-added weights; a stale version is 409 `version_conflict` with both versions. */
export const saveWeights = (period: string, table: WeightsInput) =>
  send<WeightsReply>('PUT', `/weights?period=${encodeURIComponent(period)}`, table);

/** 制定本市预警规则; two in force for the same days are 422 `invalid_fields` at `validFrom`. */
export const createRuleSet = (ruleSet: NewRuleSet) => send<RuleSetListReply>('POST', '/rule-sets', ruleSet);
/** A stale version is 409 `version_conflict`. */
export const changeRuleSet = (id: string, change: RuleSetChange) =>
  send<RuleSetListReply>('PUT', `/rule-sets/${id}`, change);
export const retireRuleSet = (id: string, retirement: RuleSetRetirement) =>
  send<RuleSetListReply>('POST', `/rule-sets/${id}/retire`, retirement);

/** 422 `similar_name` where the name is much like another one's, unless confirmed. */
export const createProvider = (provider: NewProvider) =>
  send<ProviderListReply>('POST', '/providers', provider);
export const changeProvider = (id: number, change: ProviderChange) =>
  send<ProviderListReply>('PUT', `/providers/${id}`, change);
/** What a provider is in charge of (包挂), as a whole. */
export const setProviderCharges = (id: number, charges: ProviderCharges) =>
  send<ProviderListReply>('PUT', `/providers/${id}/charges`, charges);

/** 422 `invalid_fields`; 422 `similar_name` where a firm of the unit is called much alike, unless confirmed. */
export const createFirm = (firm: NewFirm) => send<FirmDetail>('POST', '/firms', firm);
export const changeFirm = (id: number, change: FirmChange) => send<FirmDetail>('PUT', `/firms/${id}`, change);
/** What a firm declared for a year, in place of what stood there. */
export const declareFirmEnergy = (id: number, year: number, input: DeclarationInput) =>
  send<FirmDetail>('PUT', `/firms/${id}/declarations/${year}`, input);

/** A draft of a progress report; one open report at a time for each of those responsible, else 409 `report_open`. */
export const createTaskReport = (taskId: string, report: NewTaskReport) =>
  send<TaskDetail>('POST', `/tasks/${encodeURIComponent(taskId)}/reports`, report);
/** A stale version is 409 `version_conflict`. */
export const changeTaskReport = (id: number, change: TaskReportChange) =>
  send<TaskDetail>('PUT', `/task-reports/${id}`, change);
/** 提交, 撤回, 采纳, 退回; deciding on one's own is 403 `four_eyes`. */
export const takeTaskReportStep = (id: number, step: TaskReportStepInput) =>
  send<TaskDetail>('POST', `/task-reports/${id}/steps`, step);
export const uploadTaskReportFile = (id: number, file: File) =>
  sendFile<TaskDetail>(`/task-reports/${id}/files`, { name: file.name }, file);
export const setTaskGoals = (taskId: string, change: TaskGoalsChange) =>
  send<TaskDetail>('PUT', `/tasks/${encodeURIComponent(taskId)}/goals`, change);
/** The province's tasks only; what is printed is 422 `invalid_fields`. */
export const setTaskDepartments = (taskId: string, change: TaskDepartmentsChange) =>
  send<TaskDetail>('PUT', `/tasks/${encodeURIComponent(taskId)}/departments`, change);
/** 催报; once a day to each. */
export const remindOfTask = (taskId: string, reminder: NewTaskReminder) =>
  send<TaskDetail>('POST', `/tasks/${encodeURIComponent(taskId)}/reminders`, reminder);
/** `seen` is the number shown before; 409 where somebody else has changed it since. */
export const setTaskSilentMonths = (seen: number, silentMonths: number) =>
  send<TaskSettings>('PUT', '/task-settings', { seen, silentMonths });

export const publishNeed = (need: NewNeed) => send<NeedDetail>('POST', '/needs', need);
export const changeNeed = (id: number, change: NeedChange) => send<NeedDetail>('PUT', `/needs/${id}`, change);
/** One answer a provider; a second one is 422 `duplicate` at `providerId`. */
export const recordOffer = (id: number, offer: NewOffer) =>
  send<NeedDetail>('POST', `/needs/${id}/offers`, offer);
/** One step in the life of a need; a stale version is 409 `version_conflict`. */
export const takeNeedStep = (id: number, step: NeedStepInput) =>
  send<NeedDetail>('POST', `/needs/${id}/steps`, step);

export const addProject = (project: ProjectInput) => send<ProjectDetail>('POST', '/projects', project);
export const changeProject = (id: number, change: ProjectChange) =>
  send<ProjectDetail>('PUT', `/projects/${id}`, change);
/** One step in the life of a project; a stale version is 409 `version_conflict`. */
export const takeProjectStep = (id: number, step: ProjectStepInput) =>
  send<ProjectDetail>('POST', `/projects/${id}/steps`, step);
/** `stage` = the stage the file belongs to: the acceptance report belongs to `accepted`. */
export const uploadProjectFile = (id: number, stage: string, file: File) =>
  sendFile<ProjectDetail>(`/projects/${id}/files`, { stage, name: file.name }, file);
/** Opens the case of an award with the project's facts. */
export const openProjectCase = (id: number, input: ProjectCaseInput) =>
  send<ProjectDetail>('POST', `/projects/${id}/cases`, input);
