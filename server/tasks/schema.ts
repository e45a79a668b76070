import { z } from '@hono/zod-openapi';
import { TASK_STANDINGS, TASK_STATUSES } from '../rules/task-status.ts';
import { TASK_JUDGEMENTS, TASK_REPORT_STAGES, TASK_REPORT_STEPS } from '../rules/task-steps.ts';

export const taskStatusSchema = z.enum(TASK_STATUSES).openapi('TaskStatus');
const standingSchema = z.enum(TASK_STANDINGS);
const judgementSchema = z.enum(TASK_JUDGEMENTS);
const stepSchema = z.enum(TASK_REPORT_STEPS).openapi('TaskReportStep');

const goalSchema = z.object({
  id: z.number(),
  year: z.number(),
  /** null for a goal in words */
  indicatorId: z.string().nullable(),
  value: z.string().nullable(),
  words: z.string().nullable(),
  version: z.number(),
});
export type TaskGoal = z.infer<typeof goalSchema>;

const responsibleSchema = z.object({
  /** as printed; '各县（市、区）' stands for the fourteen together */
  department: z.string(),
  /** printed in the document; else assigned by the bureau (市级落实单位) */
  printed: z.boolean(),
  /** where the document says so, if not with the task itself */
  note: z.string().nullable(),
  /** of the city: it reports here; the province's own departments do not */
  reports: z.boolean(),
  /** business date up to which its newest submitted or accepted report goes; of the counties: the newest of any */
  lastReportOn: z.string().nullable(),
  /** whole months since then; null = never reported */
  silentMonths: z.number().nullable(),
  /** no report within the months set; of the counties only for an officer's own units, and only if they reported
      on no task at all within them and have not reported this one done */
  silent: z.boolean(),
  /** the counties: how many have reported within the months set, and of how many; else null */
  units: z.object({ reported: z.number(), of: z.number() }).nullable(),
  /** the viewer's own */
  mine: z.boolean(),
});
export type TaskResponsible = z.infer<typeof responsibleSchema>;

const taskIndicatorSchema = z.object({
  id: z.string(),
  name: z.string(),
  target: z.string().nullable(),
  targetUpper: z.string().nullable(),
  unit: z.string(),
  direction: z.enum(['atLeast', 'atMost']),
  dueYear: z.number().nullable(),
  /** the figure is printed in the task itself; else it stands elsewhere in the plan and belongs to it */
  printed: z.boolean(),
  actual: z
    .object({ value: z.string(), year: z.number(), source: z.string(), computed: z.boolean() })
    .nullable(),
  standing: standingSchema,
  /** one sentence, ready to show */
  words: z.string(),
  /** a running figure short of this year's breakdown, which is judged when the year is over */
  isToCome: z.boolean(),
});
export type TaskIndicator = z.infer<typeof taskIndicatorSchema>;

export const taskRowSchema = z
  .object({
    id: z.string(),
    document: z.string(),
    /** of which plan: 'city' or 'province' */
    level: z.enum(['city', 'province']),
    campaign: z.string(),
    number: z.string(),
    title: z.string(),
    /** own words, never the document's sentence */
    summary: z.string(),
    clause: z.string(),
    departments: z.array(responsibleSchema),
    indicators: z.array(taskIndicatorSchema),
    status: taskStatusSchema,
    /** why, one sentence each */
    reasons: z.array(z.string()),
    /** reports waiting for review */
    waiting: z.number(),
    /** the breakdown of this year */
    goals: z.array(goalSchema),
  })
  .openapi('TaskRow');
export type TaskRow = z.infer<typeof taskRowSchema>;

export const taskListSchema = z
  .object({
    today: z.string(),
    /** months without a report after which a department counts as silent */
    silentMonths: z.number(),
    /** those of the city, in the order of the plan; unaffected by the filter */
    departments: z.array(
      z.object({
        department: z.string(),
        tasks: z.number(),
        behind: z.number(),
        /** tasks on which this department itself is silent */
        silent: z.number(),
        /** reports of this department waiting for review */
        waiting: z.number(),
        mine: z.boolean(),
      }),
    ),
    tasks: z.array(taskRowSchema),
  })
  .openapi('TaskList');
export type TaskListReply = z.infer<typeof taskListSchema>;

const reportFileSchema = z.object({
  id: z.number(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
});

export const taskReportSchema = z
  .object({
    id: z.number(),
    /** one of the two is set */
    department: z.string().nullable(),
    unitCode: z.string().nullable(),
    /** name of the department or unit */
    who: z.string(),
    /** 代录: last written or handed in by the bureau for another department */
    recorded: z.boolean(),
    asOf: z.string(),
    body: z.string(),
    judgement: judgementSchema,
    stage: z.enum(TASK_REPORT_STAGES),
    /** UTC times; names of people */
    submittedAt: z.string().nullable(),
    submittedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decisionNote: z.string().nullable(),
    /** who wrote the text as it stands */
    createdBy: z.string(),
    files: z.array(reportFileSchema),
    /** oldest first: who wrote, handed in, returned, accepted; why it was returned only for those concerned */
    events: z.array(
      z.object({ step: z.string(), at: z.string(), by: z.string(), note: z.string().nullable() }),
    ),
    version: z.number(),
    /** steps this viewer may take now */
    steps: z.array(stepSchema),
    mayEdit: z.boolean(),
  })
  .openapi('TaskReport');
export type TaskReport = z.infer<typeof taskReportSchema>;

export const taskDetailSchema = taskRowSchema
  .extend({
    /** every year's breakdown, in place of this year's alone */
    goals: z.array(goalSchema),
    /** those this viewer may read, newest first */
    reports: z.array(taskReportSchema),
    reminders: z.array(
      z.object({
        department: z.string(),
        /** business date */
        on: z.string(),
        /** null also for those it is not meant for */
        note: z.string().nullable(),
        by: z.string(),
      }),
    ),
    /** for whom this viewer may begin a report now; without those whose report is still open */
    mayReport: z.array(
      z.object({ department: z.string().nullable(), unitCode: z.string().nullable(), name: z.string() }),
    ),
    /** 分解、催报 */
    mayPlan: z.boolean(),
    /** assign departments: the province's tasks only */
    mayAssign: z.boolean(),
  })
  .openapi('TaskDetail');
export type TaskDetail = z.infer<typeof taskDetailSchema>;

const text = { asOf: z.string().max(20), body: z.string().max(5000), judgement: judgementSchema };

/** Exactly one of `department` and `unitCode`. */
export const newTaskReportSchema = z
  .strictObject({
    department: z.string().max(40).nullable().default(null),
    unitCode: z.string().max(10).nullable().default(null),
    ...text,
  })
  .openapi('NewTaskReport');
export type NewTaskReport = z.input<typeof newTaskReportSchema>;

export const taskReportChangeSchema = z
  .strictObject({ version: z.number().int(), ...text })
  .openapi('TaskReportChange');
export type TaskReportChange = z.infer<typeof taskReportChangeSchema>;

export const taskReportStepInputSchema = z
  .strictObject({
    version: z.number().int(),
    step: stepSchema,
    /** required with `return` */
    note: z.string().max(1000).nullable().optional(),
  })
  .openapi('TaskReportStepInput');
export type TaskReportStepInput = z.infer<typeof taskReportStepInputSchema>;

/** The goals named are set; one with neither value nor words is taken away. Version 0 = not set before. */
export const taskGoalsSchema = z
  .strictObject({
    year: z.number().int(),
    goals: z
      .array(
        z.strictObject({
          indicatorId: z.string().max(60).nullable(),
          value: z.string().max(20).nullable(),
          words: z.string().max(500).nullable(),
          version: z.number().int(),
        }),
      )
      .min(1)
      .max(20),
  })
  .openapi('TaskGoals');
export type TaskGoalsChange = z.infer<typeof taskGoalsSchema>;

/** The assigned departments as they are to be; `seen` are those shown before, 409 where they have changed since. */
export const taskDepartmentsSchema = z
  .strictObject({
    seen: z.array(z.string().max(40)).max(20),
    departments: z.array(z.string().max(40)).max(20),
  })
  .openapi('TaskDepartments');
export type TaskDepartmentsChange = z.infer<typeof taskDepartmentsSchema>;

export const newTaskReminderSchema = z
  .strictObject({
    departments: z.array(z.string().max(40)).min(1).max(20),
    note: z.string().max(500).nullable(),
  })
  .openapi('NewTaskReminder');
export type NewTaskReminder = z.infer<typeof newTaskReminderSchema>;

/** `seen` is the number shown before; 409 where somebody else has changed it since. */
export const taskSettingsSchema = z
  .strictObject({ seen: z.number().int(), silentMonths: z.number().int() })
  .openapi('TaskSettingsChange');
export const taskSettingsReplySchema = z.object({ silentMonths: z.number() }).openapi('TaskSettings');
export type TaskSettings = z.infer<typeof taskSettingsReplySchema>;
