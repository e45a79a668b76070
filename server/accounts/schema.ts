import { z } from '@hono/zod-openapi';
import { PERMISSIONS, ROLES } from '../rules/permissions.ts';

export const credentialsSchema = z
  .strictObject({ username: z.string().min(1).max(64), password: z.string().min(1).max(256) })
  .openapi('Credentials');

const heldUnitSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** may sign off (签核) what a colleague has filled in */
  maySignOff: z.boolean(),
});
export type HeldUnit = z.infer<typeof heldUnitSchema>;

/** Who is signed in and what they may do. */
export const sessionSchema = z
  .object({
    user: z.object({
      id: z.number(),
      username: z.string(),
      displayName: z.string(),
      role: z.enum(ROLES),
      /** units held (所管单位), in the order of Attachment 2; none but a county officer holds any */
      units: z.array(heldUnitSchema),
      unitCodes: z.array(z.string()),
      /** 市直部门; null but for a department account */
      department: z.string().nullable(),
      mustChangePassword: z.boolean(),
    }),
    permissions: z.array(z.enum(PERMISSIONS)),
    password: z.object({
      /** why it has to be changed first: a one-time one, or past its days; null = it need not */
      due: z.enum(['oneTime', 'expired']).nullable(),
      /** Shanghai calendar date on which it expires; null = never */
      expiresOn: z.string().nullable(),
    }),
    /** business date in Asia/Shanghai, `YYYY-MM-DD` */
    today: z.string(),
    demo: z.boolean(),
    /** the period the leadership pages open with: the newest one this person can see the city's figure of */
    defaultPeriod: z.string().nullable(),
  })
  .openapi('Session');
export type SessionReply = z.infer<typeof sessionSchema>;

export const passwordChangeSchema = z
  .strictObject({ currentPassword: z.string().max(256), newPassword: z.string().max(256) })
  .openapi('PasswordChange');

export const accountSchema = z
  .object({
    id: z.number(),
    username: z.string(),
    displayName: z.string(),
    role: z.enum(ROLES),
    units: z.array(heldUnitSchema),
    department: z.string().nullable(),
    disabled: z.boolean(),
    mustChangePassword: z.boolean(),
    /** Shanghai calendar date on which the password expires; null = never */
    passwordExpiresOn: z.string().nullable(),
    lockedUntil: z.string().nullable(),
    /** source addresses the lock holds for */
    lockedFrom: z.array(z.string()),
    /** sessions that have not run out */
    sessions: z.number(),
    lastSeenAt: z.string().nullable(),
    createdAt: z.string(),
    version: z.number(),
  })
  .openapi('Account');
export type Account = z.infer<typeof accountSchema>;

export const accountListSchema = z
  .object({
    accounts: z.array(accountSchema),
    /** what a department account may belong to, in the order of the ledger */
    departments: z.array(z.string()),
  })
  .openapi('AccountList');
export type AccountListReply = z.infer<typeof accountListSchema>;

const unitChoicesSchema = z
  .array(z.strictObject({ code: z.string().max(16), maySignOff: z.boolean() }))
  .max(14);
export type UnitChoice = z.infer<typeof unitChoicesSchema>[number];

export const newAccountSchema = z
  .strictObject({
    username: z.string().max(64),
    displayName: z.string().max(64),
    role: z.enum(ROLES),
    units: unitChoicesSchema,
    /** of a department account (市直部门): one of the `departments` of the list; nobody else has one */
    department: z.string().max(40).nullable().default(null),
  })
  .openapi('NewAccount');
export type NewAccount = z.input<typeof newAccountSchema>;

/** A new account or a reset one: the password is shown once and must be changed at the next sign-in. */
export const oneTimePasswordSchema = z
  .object({ account: accountSchema, oneTimePassword: z.string() })
  .openapi('OneTimePassword');
export type OneTimePasswordReply = z.infer<typeof oneTimePasswordSchema>;

export const accountChangeSchema = z
  .strictObject({
    version: z.number().int(),
    displayName: z.string().max(64).optional(),
    /** of a department account only: one of the `departments` of the list */
    department: z.string().max(40).optional(),
    disabled: z.boolean().optional(),
  })
  .openapi('AccountChange');
export type AccountChange = z.infer<typeof accountChangeSchema>;

/** What an officer is to hold from now on: replaces what is held. */
export const unitsChangeSchema = z
  .strictObject({ version: z.number().int(), units: unitChoicesSchema })
  .openapi('UnitsChange');
export type UnitsChange = z.infer<typeof unitsChangeSchema>;

/** Hand-over (移交) of units to a successor: another officer, or an account made for the purpose. */
export const handOverSchema = z
  .strictObject({
    version: z.number().int(),
    to: z.union([
      z.strictObject({ userId: z.number().int() }),
      z.strictObject({ username: z.string().max(64), displayName: z.string().max(64) }),
    ]),
    /** codes of the units handed over; the right to sign off goes along */
    units: z.array(z.string().max(16)).max(14),
    reason: z.string().max(200),
    /** disable the old account; possible where no unit is left to it */
    disable: z.boolean(),
  })
  .openapi('HandOver');
export type HandOver = z.infer<typeof handOverSchema>;

export const handOverReplySchema = z
  .object({
    from: accountSchema,
    to: accountSchema,
    /** of a successor's new account, shown once; null where the successor had one */
    oneTimePassword: z.string().nullable(),
  })
  .openapi('HandOverDone');
export type HandOverReply = z.infer<typeof handOverReplySchema>;

/** One place an account is signed in. The id names it here only; it is no part of the token. */
export const sessionEntrySchema = z
  .object({
    id: z.string(),
    signedInAt: z.string(),
    lastSeenAt: z.string(),
    /** source address of the connection; null for a session from before this was kept */
    source: z.string().nullable(),
    /** browser in words: 'Chrome 120 · Windows' */
    browser: z.string().nullable(),
    /** the asking session itself */
    current: z.boolean(),
  })
  .openapi('SessionEntry');
export type SessionEntry = z.infer<typeof sessionEntrySchema>;

export const sessionListSchema = z.object({ sessions: z.array(sessionEntrySchema) }).openapi('SessionList');
export type SessionListReply = z.infer<typeof sessionListSchema>;

/** Days a password holds; 0 = for ever. */
export const accountSettingsSchema = z.object({ passwordDays: z.number().int() }).openapi('AccountSettings');
export type AccountSettings = z.infer<typeof accountSettingsSchema>;

export const accountSettingsChangeSchema = z
  .strictObject({ seen: z.number().int(), passwordDays: z.number().int() })
  .openapi('AccountSettingsChange');
