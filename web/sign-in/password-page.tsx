import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { changePassword } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import { navigationFor } from '../app/navigation.ts';
import styles from './sign-in.module.css';

type Field = 'currentPassword' | 'newPassword' | 'repeated';
type Errors = Partial<Record<Field | 'form', string>>;

const LABELS: Record<Field, string> = {
  currentPassword: '当前密码',
  newPassword: '新密码',
  repeated: '再输一次新密码',
};

const DUE_WORDS = {
  oneTime: '首次登录请先设置自己的密码。',
  expired: '密码已到期，请先设置新密码。',
} as const;

function errorsOf(error: unknown): Errors {
  if (!(error instanceof ApiError)) return { form: '修改未成功，请重试。' };
  const { currentPassword, newPassword } = error.fields;
  if (!currentPassword && !newPassword) return { form: error.message };
  return {
    ...(currentPassword ? { currentPassword: currentPassword.message } : {}),
    ...(newPassword ? { newPassword: newPassword.message } : {}),
  };
}

function checkLocally(values: Record<Field, string>): Errors {
  if (values.currentPassword === '') return { currentPassword: '请输入当前密码。' };
  if (values.newPassword.length < 10) return { newPassword: '新密码至少10位。' };
  if (values.newPassword !== values.repeated) return { repeated: '两次输入的新密码不一致。' };
  return {};
}

/** 修改密码; forced at the first sign-in with a one-time password, and once it has expired. */
export function PasswordPage() {
  const { data: session } = useQuery(sessionQuery);
  const queryClient = useQueryClient();
  const router = useRouter();
  const [values, setValues] = useState<Record<Field, string>>({
    currentPassword: '',
    newPassword: '',
    repeated: '',
  });
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const id = useId();
  const due = session?.password.due ?? null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const local = checkLocally(values);
    setErrors(local);
    if (busy || Object.keys(local).length > 0) return;
    setBusy(true);
    try {
      const changed = await changePassword(values.currentPassword, values.newPassword);
      queryClient.setQueryData(sessionQuery.queryKey, changed);
      const [home] = navigationFor(changed.user);
      await router.navigate({ to: home.to, ...(home.search ? { search: home.search } : {}) });
    } catch (error) {
      setErrors(errorsOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <h1>修改密码</h1>
        {session?.demo ? <span className="tag water">演示数据</span> : null}
        <p className={styles.hint}>
          {due === null ? '' : DUE_WORDS[due]}
          新密码至少10位，须含大写字母、小写字母、数字、符号中的三类。
        </p>
        {(Object.keys(LABELS) as Field[]).map((field) => (
          <div key={field} className={styles.group}>
            <label htmlFor={`${id}-${field}`}>{LABELS[field]}</label>
            <input
              id={`${id}-${field}`}
              className="field"
              type="password"
              autoComplete={field === 'currentPassword' ? 'current-password' : 'new-password'}
              maxLength={256}
              value={values[field]}
              aria-invalid={errors[field] !== undefined}
              aria-describedby={`${id}-${field}-error`}
              onChange={(event) => setValues({ ...values, [field]: event.target.value })}
            />
            <p id={`${id}-${field}-error`} className={styles.fieldError} aria-live="polite">
              {errors[field]}
            </p>
          </div>
        ))}
        <p className={styles.message} role="alert">
          {errors.form}
        </p>
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? '正在保存…' : '保存新密码'}
        </button>
        {due !== null ? null : (
          <button type="button" className="linkButton" onClick={() => router.history.back()}>
            返回
          </button>
        )}
      </form>
    </main>
  );
}
