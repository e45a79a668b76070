import { z } from '@hono/zod-openapi';
import { certificateColumnSchema } from './schema.ts';

/** One piece of evidence (佐证材料) of a certificate. */
export const certificateFileSchema = z
  .object({
    id: z.number(),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.number(),
    uploadedBy: z.string(),
    uploadedAt: z.string(),
  })
  .openapi('CertificateFile');
export type CertificateFile = z.infer<typeof certificateFileSchema>;

export const certificateSchema = z
  .object({
    id: z.number(),
    holder: z.string(),
    /** 统一社会信用代码; null where unknown, or a park without one */
    creditCode: z.string().nullable(),
    formerNames: z.array(z.string()),
    column: certificateColumnSchema,
    unitCode: z.string(),
    unitName: z.string(),
    registeredUnit: z.string().nullable(),
    registeredUnitName: z.string().nullable(),
    listYear: z.number(),
    publishedOn: z.string(),
    batchDocument: z.string().nullable(),
    /** computed for today: 有效, 尚未公布, 已退出 */
    status: z.enum(['inForce', 'future', 'removed']),
    removedOn: z.string().nullable(),
    removalReason: z.string().nullable(),
    /** the holder among the beneficiaries (受益主体), where it is known */
    beneficiaryId: z.number().nullable(),
    /** null for those who may not see this unit's evidence */
    files: z.array(certificateFileSchema).nullable(),
    version: z.number(),
  })
  .openapi('Certificate');
export type Certificate = z.infer<typeof certificateSchema>;

/** A certificate just added or corrected, with the case it opened (免申即享); null where it opened none. */
export const certificateAddedSchema = certificateSchema
  .extend({ openedCaseId: z.number().nullable() })
  .openapi('CertificateAdded');
export type CertificateAdded = z.infer<typeof certificateAddedSchema>;

export const certificateListSchema = z
  .object({
    /** the page asked for */
    certificates: z.array(certificateSchema),
    /** how many fit the filter; of them in force, removed, in force without a credit code, named of the base of 2024 */
    total: z.number(),
    inForce: z.number(),
    removed: z.number(),
    lacking: z.number(),
    inBase: z.number(),
    /** list years that occur, newest first */
    years: z.array(z.number()),
  })
  .openapi('CertificateList');
export type CertificateListReply = z.infer<typeof certificateListSchema>;

const entry = {
  holder: z.string().max(100),
  creditCode: z.string().max(40).nullable().optional(),
  formerNames: z.array(z.string().max(100)).max(10).optional(),
  column: certificateColumnSchema,
  unitCode: z.string(),
  registeredUnit: z.string().nullable().optional(),
  listYear: z.number().int(),
  publishedOn: z.string(),
  batchDocument: z.string().max(100).nullable().optional(),
  /** 能效 or 水效领跑者; the column holds both. Where it is not said, the case asks a human */
  leader: z.enum(['energy', 'water']).optional(),
  /** somebody looked: a holder of a similar name is another one, or holds this title once more */
  confirmSimilar: z.boolean().optional(),
};

export const newCertificateSchema = z.strictObject(entry).openapi('NewCertificate');
export type NewCertificate = z.infer<typeof newCertificateSchema>;

/** The whole entry as it should be, and why; the reason may be empty where no case was opened. */
export const certificateCorrectionSchema = z
  .strictObject({ ...entry, version: z.number().int(), reason: z.string().max(200) })
  .openapi('CertificateCorrection');
export type CertificateCorrection = z.infer<typeof certificateCorrectionSchema>;

export const certificateRemovalSchema = z
  .strictObject({
    version: z.number().int(),
    removedOn: z.string(),
    removalReason: z.string().max(200),
    /** 文号 of the notice that takes it off the list */
    document: z.string().max(100).optional(),
  })
  .openapi('CertificateRemoval');
export type CertificateRemoval = z.infer<typeof certificateRemovalSchema>;

export const certificateRestorationSchema = z
  .strictObject({ version: z.number().int(), reason: z.string().max(200) })
  .openapi('CertificateRestoration');

/** What a 409 `similar_name` carries in `details`: who is meant. */
export interface SimilarTitle {
  id: number;
  holder: string;
  creditCode: string | null;
  unitName: string;
  listYear: number;
}
