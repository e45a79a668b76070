import { z } from '@hono/zod-openapi';
import { COLUMN_KINDS } from '../sheets/table.ts';

const outcome = z.enum(['eligible', 'notEligible', 'missingFacts', 'notInForce', 'discretionary']);

/** Whether one bar is met; null = cannot be said from what is known. */
const barSchema = z.object({ ok: z.boolean().nullable(), words: z.string() });

/** A firm this provider diagnosed, and what 措施一 gives for it. */
export const diagnosisAwardSchema = z
  .object({
    projectId: z.number(),
    firmId: z.number(),
    firmName: z.string(),
    unitName: z.string(),
    diagnosedOn: z.string(),
    outcome,
    /** why not, or what is missing; for an eligible one that the amount is a ceiling */
    words: z.string(),
    /** 分, 最高; null unless eligible and counted */
    amountFen: z.number().nullable(),
    /** an earlier diagnosis of the same firm counts (每家一次) */
    repeated: z.boolean(),
  })
  .openapi('DiagnosisAward');
export type DiagnosisAward = z.infer<typeof diagnosisAwardSchema>;

export const providerSchema = z
  .object({
    /** of the beneficiary */
    id: z.number(),
    name: z.string(),
    creditCode: z.string().nullable(),
    unitCode: z.string(),
    unitName: z.string(),
    seniorEngineers: z.number().nullable(),
    servesManufacturing: z.boolean().nullable(),
    expertise: z.string().nullable(),
    contact: z.string().nullable(),
    phone: z.string().nullable(),
    selectedOn: z.string().nullable(),
    selectionDocument: z.string().nullable(),
    recognisedOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    /** candidate 待遴选, listed 在册, ended 已退出 */
    state: z.enum(['candidate', 'listed', 'ended']),
    charges: z.array(
      z.object({
        unitCode: z.string().nullable(),
        unitName: z.string().nullable(),
        industry: z.string().nullable(),
      }),
    ),
    /** firms with a diagnosis by this provider, whole city */
    diagnosed: z.number(),
    /** schemes whose works began in a year (方案落地), by year, whole city */
    landed: z.record(z.string(), z.number()),
    /** the selection's bar (行动计划 二（五）15): professionals */
    qualified: barSchema,
    /** the bar of 措施五 on engineers and schemes */
    platformBar: barSchema,
    /** 措施一 firm by firm, those this viewer may see */
    measure1: z.object({ lines: z.array(diagnosisAwardSchema), totalFen: z.number() }),
    /** 措施五, as if it applied as a platform */
    measure5: z.object({
      outcome,
      words: z.string(),
      amountFen: z.number().nullable(),
      year: z.number(),
      plans: z.number(),
    }),
    version: z.number(),
  })
  .openapi('Provider');
export type Provider = z.infer<typeof providerSchema>;

/** Who is in charge (包挂) of a unit or an industry; nobody = an empty list. */
const chargedSchema = z.object({
  label: z.string(),
  /** firms of it this viewer may see */
  firms: z.number(),
  providers: z.array(z.object({ id: z.number(), name: z.string() })),
});

export const providerListSchema = z
  .object({
    today: z.string(),
    /** the year schemes are counted in */
    year: z.number(),
    years: z.array(z.number()),
    providers: z.array(providerSchema),
    count: z.object({
      selected: z.number(),
      ended: z.number(),
      least: z.number(),
      most: z.number(),
      sentence: z.string(),
    }),
    coverage: z.object({
      units: z.array(chargedSchema.extend({ code: z.string() })),
      industries: z.array(chargedSchema),
      sentence: z.string(),
    }),
  })
  .openapi('ProviderList');
export type ProviderListReply = z.infer<typeof providerListSchema>;

const facts = {
  seniorEngineers: z.number().int().min(0).max(9_999).nullable(),
  servesManufacturing: z.boolean().nullable(),
  expertise: z.string().max(200).nullable(),
  contact: z.string().max(40).nullable(),
  phone: z.string().max(40).nullable(),
  selectedOn: z.string().max(20).nullable(),
  selectionDocument: z.string().max(100).nullable(),
  recognisedOn: z.string().max(20).nullable(),
};

export const newProviderSchema = z
  .strictObject({
    name: z.string().max(100),
    creditCode: z.string().max(30),
    /** where it is registered */
    unitCode: z.string(),
    /** a name much like another one's was looked at */
    confirmSimilar: z.boolean().optional(),
    ...facts,
  })
  .openapi('NewProvider');
export type NewProvider = z.infer<typeof newProviderSchema>;

export const providerChangeSchema = z
  .strictObject({ version: z.number().int(), endedOn: z.string().max(20).nullable(), ...facts })
  .openapi('ProviderChange');
export type ProviderChange = z.infer<typeof providerChangeSchema>;

export const chargesSchema = z
  .strictObject({
    version: z.number().int(),
    unitCodes: z.array(z.string()).max(20),
    industries: z.array(z.string().max(60)).max(40),
  })
  .openapi('ProviderCharges');
export type ProviderCharges = z.infer<typeof chargesSchema>;

/** 示范标杆, 诊断企业, 意愿改造企业, 服务商. */
export const LIST_IDS = ['benchmarks', 'diagnosed', 'willing', 'providers'] as const;
export type ListId = (typeof LIST_IDS)[number];

export const ledgerListSchema = z
  .object({
    list: z.enum(LIST_IDS),
    title: z.string(),
    today: z.string(),
    /** 填报单位 */
    reporter: z.string(),
    /** of the figures, for the head of the form */
    unitWords: z.string().nullable(),
    columns: z.array(
      z.object({ label: z.string(), kind: z.enum(COLUMN_KINDS), decimals: z.number().optional() }),
    ),
    rows: z.array(
      z.object({
        key: z.string(),
        /** where it leads to */
        firmId: z.number().nullable(),
        providerId: z.number().nullable(),
        /** what to know of this line, beside its name: '高工不足2人'; null where nothing */
        mark: z.string().nullable(),
        /** one value a column; the first column is 序号 */
        cells: z.array(z.union([z.string(), z.number(), z.null()])),
      }),
    ),
    sentence: z.string(),
    note: z.string(),
    /** an empty list: what is to be done next */
    next: z.string(),
    internal: z.boolean(),
  })
  .openapi('LedgerList');
export type LedgerListReply = z.infer<typeof ledgerListSchema>;
