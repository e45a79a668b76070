import type { Certificate, NewCertificate, SimilarTitle } from '../../server/quotas/certificate-schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { parseDate } from '../../server/rules/date-text.ts';
import { CERTIFICATE_COLUMNS, type CertificateKey } from '../../server/rules/quota-columns.ts';
import { ApiError } from '../api/client.ts';

/** An entry of the register as typed; '' = not given. */
export interface EntryTexts {
  holder: string;
  creditCode: string;
  /** apart by 、 */
  formerNames: string;
  /** '' = not chosen yet */
  column: CertificateKey | '';
  leader: '' | 'energy' | 'water';
  /** '' = not chosen yet */
  unitCode: string;
  registeredUnit: string;
  listYear: number;
  publishedOn: string;
  batchDocument: string;
}

type Batch = QuotaPaceReply['batches'][number];

const batchOf = (pace: QuotaPaceReply, column: string, year: number): Batch | undefined =>
  pace.batches.find((batch) => batch.column === column && batch.year === year);

/** What the calendar knows of the list: day and document, so that nobody types them once more. */
function listOf(pace: QuotaPaceReply, column: string, year: number) {
  const batch = batchOf(pace, column, year);
  return { publishedOn: batch?.publishedOn ?? '', batchDocument: batch?.document ?? '' };
}

/** A new entry of the cell or unit chosen, of this year's list; what was not chosen is left to the person. */
export function newEntry(
  pace: QuotaPaceReply,
  chosen: { column?: string | undefined; unit?: string | undefined },
): EntryTexts {
  const column = CERTIFICATE_COLUMNS.find(({ key }) => key === chosen.column)?.key ?? '';
  const listYear = Number(pace.asOf.slice(0, 4));
  return {
    holder: '',
    creditCode: '',
    formerNames: '',
    column,
    leader: '',
    unitCode: pace.units.find(({ code }) => code === chosen.unit)?.code ?? '',
    registeredUnit: '',
    listYear,
    ...listOf(pace, column, listYear),
  };
}

/** The entry after a change; where title or year change, day and document of the list follow unless they were typed. */
export function changedEntry(
  before: EntryTexts,
  part: Partial<EntryTexts>,
  pace: QuotaPaceReply,
): EntryTexts {
  const after = { ...before, ...part };
  if (part.column === undefined && part.listYear === undefined) return after;
  const [was, is] = [before, after].map(({ column, listYear }) => listOf(pace, column, listYear));
  if (was === undefined || is === undefined) return after;
  const follows = (key: 'publishedOn' | 'batchDocument') => before[key] === was[key];
  return {
    ...after,
    ...(follows('publishedOn') ? { publishedOn: is.publishedOn } : {}),
    ...(follows('batchDocument') ? { batchDocument: is.batchDocument } : {}),
  };
}

/** An entry on record, to be corrected. */
export function textsOf(certificate: Certificate): EntryTexts {
  const { holder, column, unitCode, listYear, publishedOn } = certificate;
  return {
    holder,
    creditCode: certificate.creditCode ?? '',
    formerNames: certificate.formerNames.join('、'),
    column,
    leader: '',
    unitCode,
    registeredUnit: certificate.registeredUnit ?? '',
    listYear,
    publishedOn,
    batchDocument: certificate.batchDocument ?? '',
  };
}

function incomplete({ holder, column, unitCode }: EntryTexts): ApiError {
  const missing: [name: string, isMissing: boolean, message: string][] = [
    ['holder', holder.trim() === '', '请填写企业或园区名称。'],
    ['column', column === '', '请选择类别。'],
    ['unitCode', unitCode === '', '请选择统计所属单位。'],
  ];
  const fields = Object.fromEntries(
    missing
      .filter(([, isMissing]) => isMissing)
      .map(([name, , message]) => [name, { code: 'required', message }]),
  );
  return new ApiError(422, { code: 'invalid_fields', message: '内容未填完整。', fields });
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/**
 * What is sent.
 * @throws ApiError as the server would, with the faults by field, where a name or a choice is missing
 */
export function entryOf(texts: EntryTexts): NewCertificate {
  const { column, unitCode, listYear, leader } = texts;
  if (column === '' || unitCode === '') throw incomplete(texts);
  return {
    holder: texts.holder.trim(),
    creditCode: orNull(texts.creditCode),
    formerNames: texts.formerNames.split(/[、,，;；\n]/).filter((name) => name.trim() !== ''),
    column,
    unitCode,
    registeredUnit: orNull(texts.registeredUnit),
    listYear,
    publishedOn: parseDate(texts.publishedOn) ?? texts.publishedOn,
    batchDocument: orNull(texts.batchDocument),
    ...(column === 'efficiencyLeader' && leader !== '' ? { leader } : {}),
  };
}

/** Who is meant where the server asks whether a similar name is somebody else; null for any other error. */
export function similarTitles(error: unknown): SimilarTitle[] | null {
  if (!(error instanceof ApiError) || error.code !== 'similar_name') return null;
  return (error.details as { candidates: SimilarTitle[] }).candidates;
}
