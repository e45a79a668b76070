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
    /** year of the list that reaches the quota at the present pace by batches; null = see `noCompletion` */
    completionYear: z.number().nullable(),
    noCompletion: z.enum(['noTask', 'noBase', 'met', 'beforeFirst', 'noPace']).nullable(),
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
      z.object({
        column: quotaColumnSchema,
        year: z.number(),
        /** 预计公布 */
        expectedOn: z.string().nullable(),
        publishedOn: z.string().nullable(),
        /** 文号 of the list */
        document: z.string().nullable(),
        /** for the bureau's edit */
        version: z.number(),
      }),
    ),
    units: z.array(z.object({ code: z.string(), name: z.string(), cells })),
    totals: cells,
  })
  .openapi('QuotaPace');
export type QuotaPaceReply = z.infer<typeof quotaPaceSchema>;

const costRange = z.object({ lowFen: z.number(), highFen: z.number() });
/** What the titles still missing to a quota will cost; null where there is no quota or no base. */
const costSchema = costRange.extend({ titles: z.number() }).nullable();
const costCells = z.object({
  greenParkNational: costSchema,
  greenParkProvincial: costSchema,
  greenFactoryNational: costSchema,
  greenFactoryProvincial: costSchema,
  greenSupplyChainNational: costSchema,
  greenSupplyChainProvincial: costSchema,
  efficiencyLeader: costSchema,
});

export const quotaCostsSchema = z
  .object({
    asOf: z.string(),
    year: z.number(),
    units: z.array(z.object({ code: z.string(), name: z.string(), cells: costCells, total: costRange })),
    totals: costCells,
    total: costRange,
    /** how it was reckoned, and what is not in it */
    assumptions: z.array(z.string()),
  })
  .openapi('QuotaCosts');
export type QuotaCostsReply = z.infer<typeof quotaCostsSchema>;

/** 新增, 退出, 净增 and 累计 of one column and unit, computed from base and entries. */
export const rosterCountsSchema = z
  .object({ added: z.number(), removed: z.number(), net: z.number(), stock: z.number().nullable() })
  .openapi('RosterCounts');

const counts = z.object({
  greenParkNational: rosterCountsSchema,
  greenParkProvincial: rosterCountsSchema,
  greenFactoryNational: rosterCountsSchema,
  greenFactoryProvincial: rosterCountsSchema,
  greenSupplyChainNational: rosterCountsSchema,
  greenSupplyChainProvincial: rosterCountsSchema,
  efficiencyLeader: rosterCountsSchema,
});

export const quotaCountsSchema = z
  .object({
    asOf: z.string(),
    /** the year of the lists and removals counted; null = all years of the plan */
    year: z.number().nullable(),
    units: z.array(z.object({ code: z.string(), name: z.string(), counts })),
    totals: counts,
  })
  .openapi('QuotaCountsReply');
export type QuotaCountsReply = z.infer<typeof quotaCountsSchema>;

export const baseCountSchema = z
  .strictObject({ version: z.number().int(), count: z.number().int().nullable() })
  .openapi('BaseCount');

/** What is left out stays as it is. */
export const batchChangeSchema = z
  .strictObject({
    /** as read; 0 where the list is not in the calendar yet */
    version: z.number().int(),
    publishedOn: z.string().nullable(),
    expectedOn: z.string().nullable().optional(),
    document: z.string().max(100).nullable().optional(),
  })
  .openapi('BatchChange');
export type BatchChange = z.infer<typeof batchChangeSchema>;
