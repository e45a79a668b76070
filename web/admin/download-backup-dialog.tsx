import { Modal } from 'antd';
import { useId, useState } from 'react';
import { backupTicket } from '../api/changes.ts';
import { backupFileUrl } from '../api/queries.ts';
import { formatFullDateTime } from '../format.ts';
import styles from './admin.module.css';
import { NO_PROBLEMS, problemsOf } from './form-problems.ts';

interface DownloadBackupDialogProps {
  backup: { name: string; madeAt: string | null };
  onClose: () => void;
}

/** Has the browser save a file of the server under its own name, without reading it into the page. */
function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}

/** Asks for the own password before a backup leaves the server. Mount it only while it is open. */
export function DownloadBackupDialog({ backup, onClose }: DownloadBackupDialogProps) {
  const id = useId();
  const [password, setPassword] = useState('');
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [busy, setBusy] = useState(false);
  const fetchIt = async () => {
    if (password === '') return setProblems({ fields: { password: '请输入本人密码。' }, message: '' });
    setBusy(true);
    try {
      const { ticket } = await backupTicket(backup.name, password);
      download(backupFileUrl(backup.name, ticket));
      onClose();
    } catch (error) {
      setProblems(problemsOf(error, ['password']));
    } finally {
      setBusy(false);
    }
  };
  const fault = problems.fields.password ?? problems.message;
  return (
    <Modal
      open
      width={480}
      title="下载备份"
      okText="下载"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void fetchIt()}
    >
      <p className={styles.hint}>
        {formatFullDateTime(backup.madeAt)}
        {'的备份含平台全部数据：各单位报表（含未提交的草稿）、企业与奖补资料、上传的文件、'}
        {'审计日志和密码散列值，未加密。请存放在受控的介质上；本次下载记入审计日志。'}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void fetchIt();
        }}
      >
        <label htmlFor={id}>本人密码</label>
        <p>
          <input
            id={id}
            className="field"
            type="password"
            autoComplete="current-password"
            maxLength={256}
            value={password}
            aria-invalid={fault !== ''}
            aria-describedby={`${id}-fault`}
            onChange={(event) => setPassword(event.target.value)}
          />
        </p>
      </form>
      <p id={`${id}-fault`} className={styles.fault} role="alert">
        {fault}
      </p>
    </Modal>
  );
}
