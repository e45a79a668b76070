import { z } from '@hono/zod-openapi';
import { CERTIFICATE_KEYS, QUOTA_COLUMN_KEYS } from '../../db/schema.ts';
import { lampSchema } from '../http/schemas.ts';

export const quotaColumnSchema = z.enum(QUOTA_COLUMN_KEYS);
/** The quota columns and the other titles 措施三 rewards. */
export const certificateColumnSchema = z.enum(CERTIFICATE_KEYS);

/** One cell of the matrix: stock against the 2027 quota and the batch pace (DESIGN §3.10). */
export const quotaCellSchema = z
  .object({
    quota: z.number().nullable(),
    base: z.number().nullable(),
    /** version of the base count, for the bureau's edit; 0 = never entered */
    baseVersion: z.number(),
    added: z.number(),
    removed: z.number(),
    stock: z.number().nullable(),
    expected: z.number().nullable(),
    /** whole units behind the published batches */
    behind: z.number(),
    status: z.enum(['noTask', 'noBase', 'met', 'onPace', 'pending', 'behind']),
    lamp: lampSchema,
  })
  .openapi('QuotaCell');
export type QuotaCell = z.infer<typeof quotaCellSchema>;

const cells = z.object({
  greenParkNational: quotaCellSchema,
  greenParkProvincial: quotaCellSchema,
  greenFactoryNational: quotaCellSchema,
  greenFactoryProvincial: quotaCellSchema,
  greenSupplyChainNational: quotaCellSchema,
  greenSupplyChainProvincial: quotaCellSchema,
  efficiencyLeader: quotaCellSchema,
});

export const quotaPaceSchema = z
  .object({
    /** the stock is as of this calendar date */
    asOf: z.string(),
    year: z.number(),
    batches: z.array(
      z.object({ column: quotaColumnSchema, year: z.number(), publishedOn: z.string().nullable() }),
    ),
    units: z.array(z.object({ code: z.string(), name: z.string(), cells })),
    totals: cells,
  })
  .openapi('QuotaPace');
export type QuotaPaceReply = z.infer<typeof quotaPaceSchema>;

export const certificateSchema = z
  .object({
    id: z.number(),
    holder: z.string(),
    column: certificateColumnSchema,
    unitCode: z.string(),
    unitName: z.string(),
    listYear: z.number(),
    publishedOn: z.string(),
    removedOn: z.string().nullable(),
    removalReason: z.string().nullable(),
    /** the holder among the beneficiaries (受益主体), where it is known */
    beneficiaryId: z.number().nullable().optional(),
    version: z.number(),
  })
  .openapi('Certificate');
export type Certificate = z.infer<typeof certificateSchema>;

/** A certificate just added, with the case it opened (免申即享); null where it opened none. */
export const certificateAddedSchema = certificateSchema
  .extend({ openedCaseId: z.number().nullable() })
  .openapi('CertificateAdded');
export type CertificateAdded = z.infer<typeof certificateAddedSchema>;

export const certificateListSchema = z
  .object({ certificates: z.array(certificateSchema) })
  .openapi('CertificateList');
export type CertificateListReply = z.infer<typeof certificateListSchema>;

export const newCertificateSchema = z
  .strictObject({
    holder: z.string().max(100),
    column: certificateColumnSchema,
    unitCode: z.string(),
    listYear: z.number().int(),
    publishedOn: z.string(),
    /** 能效 or 水效领跑者; the column holds both. Where it is not said, the case asks a human */
    leader: z.enum(['energy', 'water']).optional(),
  })
  .openapi('NewCertificate');
export type NewCertificate = z.infer<typeof newCertificateSchema>;

export const certificateRemovalSchema = z
  .strictObject({ version: z.number().int(), removedOn: z.string(), removalReason: z.string().max(200) })
  .openapi('CertificateRemoval');

export const baseCountSchema = z
  .strictObject({ version: z.number().int(), count: z.number().int().nullable() })
  .openapi('BaseCount');

export const batchChangeSchema = z
  .strictObject({ publishedOn: z.string().nullable() })
  .openapi('BatchChange');
