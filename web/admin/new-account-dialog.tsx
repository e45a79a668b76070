import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Account, NewAccount, OneTimePasswordReply, UnitChoice } from '../../server/accounts/schema.ts';
import { ROLE_LABELS, ROLES, type Role } from '../../server/rules/permissions.ts';
import { createAccount } from '../api/changes.ts';
import styles from './admin.module.css';
import { NO_PROBLEMS, problemsOf } from './form-problems.ts';
import { UnitPicker } from './unit-picker.tsx';

interface FormValues {
  username: string;
  displayName: string;
  role: Role;
  department?: string;
}

interface NewAccountDialogProps {
  /** all accounts, to tell who already reports for a unit */
  accounts: readonly Account[];
  /** what a department account may belong to */
  departments: readonly string[];
  onCancel: () => void;
  onCreated: (reply: OneTimePasswordReply) => void;
}

const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));
const FIELDS = ['username', 'displayName', 'role', 'department'] as const;

/** A new account; the server makes its one-time password. Mount it only while it is open. */
export function NewAccountDialog({ accounts, departments, onCancel, onCreated }: NewAccountDialogProps) {
  const [form] = Form.useForm<FormValues>();
  const role = Form.useWatch('role', form);
  const [units, setUnits] = useState<UnitChoice[]>([]);
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [busy, setBusy] = useState(false);

  const create = async (values: FormValues) => {
    const isCounty = values.role === 'county';
    if (isCounty && units.length === 0)
      return setProblems({ fields: { units: '请至少选择一个县（市、区）。' }, message: '' });
    setProblems(NO_PROBLEMS);
    setBusy(true);
    const account: NewAccount = {
      username: values.username.trim(),
      displayName: values.displayName.trim(),
      role: values.role,
      units: isCounty ? units : [],
      department: values.role === 'department' ? (values.department ?? null) : null,
    };
    try {
      onCreated(await createAccount(account));
    } catch (error) {
      const refused = problemsOf(error, [...FIELDS, 'units']);
      setProblems(refused);
      form.setFields(
        FIELDS.map((name) => ({ name, errors: [refused.fields[name]].filter((text) => text !== undefined) })),
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      width={640}
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
        {role === 'department' ? (
          <Form.Item
            name="department"
            label="所在部门"
            extra="任务台账的责任单位；市工信局的人员请选“市工信局”角色"
            rules={[{ required: true, message: '请选择所在部门' }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={departments.map((name) => ({ value: name, label: name }))}
              placeholder="请选择"
            />
          </Form.Item>
        ) : null}
        {role === 'county' ? (
          <UnitPicker accounts={accounts} accountId={null} chosen={units} onChange={setUnits} />
        ) : null}
      </Form>
      <p className={styles.fault} role="alert">
        {(role === 'county' ? problems.fields.units : undefined) ?? problems.message}
      </p>
    </Modal>
  );
}
