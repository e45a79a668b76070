import { z } from '@hono/zod-openapi';
import { PROJECT_STAGES } from '../rules/project-stages.ts';

/** 企业申报 or 验收报告. */
export const energySourceSchema = z.enum(['declaration', 'acceptance']).openapi('EnergySource');
export type EnergySource = z.infer<typeof energySourceSchema>;

/** A firm's declared energy of a year (年综合能源消费量). */
export const declarationSchema = z
  .object({
    year: z.number(),
    /** 吨标准煤, decimal text as declared */
    tce: z.string(),
    source: energySourceSchema,
    version: z.number(),
  })
  .openapi('EnergyDeclaration');

/** 年耗5000吨以上, 年耗1000吨以上, below; null where nothing is declared. */
export const energyLevelSchema = z.enum(['5000', '1000', 'below']).nullable();
export type EnergyLevel = z.infer<typeof energyLevelSchema>;

/** A firm (企业) as the ledger shows it. */
export const firmSchema = z
  .object({
    id: z.number(),
    name: z.string(),
    creditCode: z.string().nullable(),
    industry: z.string().nullable(),
    /** unit of statistics (统计所属): whose firm it is */
    unitCode: z.string(),
    unitName: z.string(),
    treasuryUnit: z.string(),
    /** day on which it closed down; null while it works */
    closedOn: z.string().nullable(),
    /** newest first, up to the year asked */
    declarations: z.array(declarationSchema),
    /** newest declared energy; null where nothing is declared, never 0 */
    tce: z.string().nullable(),
    tceYear: z.number().nullable(),
    tceSource: energySourceSchema.nullable(),
    level: energyLevelSchema,
    projects: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        stage: z.enum(PROJECT_STAGES),
        stoppedOn: z.string().nullable(),
      }),
    ),
    /** has a project accepted (完工验收) */
    covered: z.boolean(),
    /** titles (称号) in force */
    titles: z.array(z.string()),
    version: z.number(),
  })
  .openapi('Firm');
export type Firm = z.infer<typeof firmSchema>;

/** Retrofit coverage (改造覆盖) of the firms that use 1000 tce a year or more, both ways; server/rules/coverage.ts. */
export const coverageSchema = z
  .object({
    listed: z.number(),
    covered: z.number(),
    retrofitting: z.number(),
    uncovered: z.number(),
    /** percent of firms, one decimal; null where none is listed */
    pct: z.string().nullable(),
    listedTce: z.string(),
    coveredTce: z.string(),
    /** percent of energy, one decimal; null where none is listed */
    tcePct: z.string().nullable(),
    /** working firms without a declaration: in neither number */
    undeclared: z.number(),
  })
  .openapi('Coverage');

const unitCoverageSchema = coverageSchema.extend({ unitCode: z.string(), unitName: z.string() });
export type UnitCoverage = z.infer<typeof unitCoverageSchema>;

export const firmListSchema = z
  .object({
    /** the year asked, or the latest with any declaration; null where nobody declared */
    year: z.number().nullable(),
    /** years with a declaration, newest first */
    years: z.array(z.number()),
    /** the page asked for */
    firms: z.array(firmSchema),
    /** how many fit the filter */
    total: z.number(),
    /** firms of each level, of the unit asked or listed, else of all the viewer may see */
    levels: z.object({ '1000': z.number(), '5000': z.number(), none: z.number(), all: z.number() }),
    /** of those that fit, the largest user still to be retrofitted */
    largestOpen: z.object({ name: z.string(), tce: z.string() }).nullable(),
    /** of the unit asked or of all the viewer may see, whatever else is filtered */
    coverage: z.object({ total: coverageSchema, units: z.array(unitCoverageSchema) }),
  })
  .openapi('FirmList');
export type FirmListReply = z.infer<typeof firmListSchema>;

export const firmDetailSchema = firmSchema
  .extend({
    /** what was entered, newest first */
    events: z.array(z.object({ at: z.string(), by: z.string(), words: z.array(z.string()) })),
  })
  .openapi('FirmDetail');
export type FirmDetail = z.infer<typeof firmDetailSchema>;

const nameSchema = z.string().max(100);
const creditCodeSchema = z.string().max(30).nullable();
const industrySchema = z.string().max(60).nullable();

/** A new firm; `year`, `tce` and `source` all or none. */
export const newFirmSchema = z
  .strictObject({
    name: nameSchema,
    creditCode: creditCodeSchema,
    industry: industrySchema,
    unitCode: z.string(),
    year: z.number().int().nullable().optional(),
    tce: z.string().max(20).nullable().optional(),
    source: energySourceSchema.nullable().optional(),
    /** somebody looked at the firms of similar names and says this is another one */
    confirmSimilar: z.boolean().optional(),
  })
  .openapi('NewFirm');
export type NewFirm = z.infer<typeof newFirmSchema>;

export const firmChangeSchema = z
  .strictObject({
    version: z.number().int(),
    name: nameSchema,
    creditCode: creditCodeSchema,
    industry: industrySchema,
    closedOn: z.string().max(10).nullable(),
    confirmSimilar: z.boolean().optional(),
  })
  .openapi('FirmChange');
export type FirmChange = z.infer<typeof firmChangeSchema>;

export const declarationInputSchema = z
  .strictObject({
    /** 0 for the first declaration of that year */
    version: z.number().int(),
    tce: z.string().max(20),
    source: energySourceSchema.nullable(),
  })
  .openapi('EnergyDeclarationInput');
export type DeclarationInput = z.infer<typeof declarationInputSchema>;
