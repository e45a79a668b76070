import { z } from '@hono/zod-openapi';

/** 待报, 逾期, 退回, 更正, 待确认, 待签核, 待审核, 待回复, 与反馈不一致; 预警督办, 督办逾期; 项目, 对接, 用能申报; 任务未报告, 催报, 任务退回, 任务待审核. */
export const REMINDER_KINDS = [
  'due',
  'overdue',
  'returned',
  'reopened',
  'feedbackWaiting',
  'signOff',
  'review',
  'message',
  'feedbackDiffers',
  'warning',
  'warningOverdue',
  'project',
  'need',
  'declaration',
  'taskDue',
  'taskUrged',
  'taskReturned',
  'taskReview',
] as const;

export const reminderListSchema = z
  .object({
    /** most urgent first */
    reminders: z.array(
      z.object({
        kind: z.enum(REMINDER_KINDS),
        /** one sentence, ready to show */
        text: z.string(),
        /** null where it stands for several units */
        unitCode: z.string().nullable(),
        /** '' where it is about no period */
        period: z.string(),
        /** where in the app it is done, e.g. `/entry?unit=360402&period=2026-10` */
        to: z.string(),
        /** since when: a date or a UTC time */
        since: z.string(),
      }),
    ),
  })
  .openapi('ReminderList');
export type ReminderListReply = z.infer<typeof reminderListSchema>;
export type Reminder = ReminderListReply['reminders'][number];
export type ReminderKind = Reminder['kind'];
