import type {
  Account,
  AccountChange,
  NewAccount,
  OneTimePasswordReply,
  SessionReply,
} from '../../server/accounts/schema.ts';
import type { Beneficiary, BeneficiaryInput } from '../../server/beneficiaries/schema.ts';
import type { Application, CaseDetail, StepInput } from '../../server/cases/schema.ts';
import type { Fund } from '../../server/funds/schema.ts';
import type { ReleaseReply } from '../../server/periods/schema.ts';
import type { Certificate, NewCertificate } from '../../server/quotas/schema.ts';
import type { DraftSavedReply, ReportDetail, ReportListReply } from '../../server/reports/schema.ts';
import type { Figures } from '../../server/rules/figures.ts';
import type { Indicator } from '../../server/targets/schema.ts';
import { send, sendFile } from './client.ts';

/** Every change the API offers, once; all throw ApiError. */

export const signIn = (username: string, password: string) =>
  send<SessionReply>('POST', '/session', { username, password });
export const signOut = () => send<void>('DELETE', '/session');
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
    items: { unitCode: string; version: number }[];
  },
) => send<ReportListReply>('POST', `/periods/${period}/decisions`, decision);
export const releasePeriod = (period: string) => send<ReleaseReply>('POST', `/periods/${period}/release`);

export const setIndicatorTarget = (
  id: string,
  change: { version: number; target: string | null; targetSource: string | null },
) => send<Indicator>('PUT', `/indicators/${id}/target`, change);

export const setIndicatorActual = (
  id: string,
  year: number,
  change: { version: number; value: string; source: string },
) => send<Indicator>('PUT', `/indicators/${id}/actuals/${year}`, change);

export const addCertificate = (certificate: NewCertificate) =>
  send<Certificate>('POST', '/certificates', certificate);
export const removeCertificate = (
  id: number,
  removal: { version: number; removedOn: string; removalReason: string },
) => send<Certificate>('POST', `/certificates/${id}/removal`, removal);
export const setBaseCount = (
  unit: string,
  column: string,
  change: { version: number; count: number | null },
) => send<void>('PUT', `/certificates/bases/${unit}/${column}`, change);
export const setBatch = (column: string, year: number, publishedOn: string | null) =>
  send<void>('PUT', `/certificates/batches/${column}/${year}`, { publishedOn });

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

export const createAccount = (account: NewAccount) =>
  send<OneTimePasswordReply>('POST', '/accounts', account);
export const changeAccount = (id: number, change: AccountChange) =>
  send<Account>('PATCH', `/accounts/${id}`, change);
export const resetPassword = (id: number, version: number) =>
  send<OneTimePasswordReply>('POST', `/accounts/${id}/password-reset`, { version });
export const unlockAccount = (id: number) => send<Account>('POST', `/accounts/${id}/unlock`);
