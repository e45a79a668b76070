import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { NewAccount, OneTimePasswordReply } from '../../server/accounts/schema.ts';
import { ROLE_LABELS, ROLES, type Role } from '../../server/rules/permissions.ts';
import { createAccount } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { UNIT_OPTIONS } from './unit-options.ts';

interface FormValues {
  username: string;
  displayName: string;
  role: Role;
  units?: string;
}

interface NewAccountDialogProps {
  onCancel: () => void;
  onCreated: (reply: OneTimePasswordReply) => void;
}

const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));
const FIELDS = ['username', 'displayName', 'role', 'units'] as const;

/** A new account; the server makes its one-time password. Mount it only while it is open. */
export function NewAccountDialog({ onCancel, onCreated }: NewAccountDialogProps) {
  const [form] = Form.useForm<FormValues>();
  const role = Form.useWatch('role', form);
  const [busy, setBusy] = useState(false);

  const create = async (values: FormValues) => {
    setBusy(true);
    const account: NewAccount = {
      username: values.username.trim(),
      displayName: values.displayName.trim(),
      role: values.role,
      units: values.role === 'county' && values.units ? [{ code: values.units, maySignOff: false }] : [],
    };
    try {
      onCreated(await createAccount(account));
    } catch (error) {
      form.setFields(problemsOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title="新建账号"
      okText="新建"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void create(values)}>
        <Form.Item
          name="username"
          label="用户名"
          extra="字母开头，3–32位，可含数字、点、横线、下划线；不分大小写"
          rules={[{ required: true, whitespace: true, message: '请填写用户名' }]}
        >
          <Input autoFocus autoComplete="off" maxLength={32} />
        </Form.Item>
        <Form.Item
          name="displayName"
          label="姓名或岗位"
          rules={[{ required: true, whitespace: true, message: '请填写姓名或岗位' }]}
        >
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
        <Form.Item name="role" label="角色" rules={[{ required: true, message: '请选择角色' }]}>
          <Select options={ROLE_OPTIONS} placeholder="请选择" />
        </Form.Item>
        {role === 'county' ? (
          <Form.Item
            name="units"
            label="所属县（市、区）"
            rules={[{ required: true, message: '请选择所属县（市、区）' }]}
          >
            <Select options={[...UNIT_OPTIONS]} placeholder="请选择" />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}

/** The server's refusal at the fields it names; else at the first one, so that it is never silent. */
function problemsOf(error: unknown): { name: (typeof FIELDS)[number]; errors: string[] }[] {
  if (!(error instanceof ApiError)) return [{ name: 'username', errors: ['新建未成功，请重试。'] }];
  const named = FIELDS.filter((name) => error.fields[name] !== undefined);
  if (named.length === 0) return [{ name: 'username', errors: [error.message] }];
  return named.map((name) => ({ name, errors: [error.fields[name]?.message ?? error.message] }));
}
