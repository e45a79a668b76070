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
      mustChangePassword: z.boolean(),
    }),
    permissions: z.array(z.enum(PERMISSIONS)),
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
    disabled: z.boolean(),
    mustChangePassword: z.boolean(),
    lockedUntil: z.string().nullable(),
    lastSeenAt: z.string().nullable(),
    createdAt: z.string(),
    version: z.number(),
  })
  .openapi('Account');
export type Account = z.infer<typeof accountSchema>;

export const accountListSchema = z.object({ accounts: z.array(accountSchema) }).openapi('AccountList');
export type AccountListReply = z.infer<typeof accountListSchema>;

export const newAccountSchema = z
  .strictObject({
    username: z.string().max(64),
    displayName: z.string().max(64),
    role: z.enum(ROLES),
    units: z.array(z.strictObject({ code: z.string(), maySignOff: z.boolean() })).max(14),
  })
  .openapi('NewAccount');
export type NewAccount = z.infer<typeof newAccountSchema>;

/** A new account or a reset one: the password is shown once and must be changed at the next sign-in. */
export const oneTimePasswordSchema = z
  .object({ account: accountSchema, oneTimePassword: z.string() })
  .openapi('OneTimePassword');
export type OneTimePasswordReply = z.infer<typeof oneTimePasswordSchema>;

export const accountChangeSchema = z
  .strictObject({
    version: z.number().int(),
    displayName: z.string().max(64).optional(),
    disabled: z.boolean().optional(),
  })
  .openapi('AccountChange');
export type AccountChange = z.infer<typeof accountChangeSchema>;
