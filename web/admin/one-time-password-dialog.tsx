import { Button, Input, Modal, Space } from 'antd';
import { useRef, useState } from 'react';
import type { OneTimePasswordReply } from '../../server/accounts/schema.ts';
import styles from './admin.module.css';
import { copyText } from './copy-text.ts';

interface OneTimePasswordDialogProps {
  reply: OneTimePasswordReply;
  onClose: () => void;
}

/** The one-time password, shown this once: the server keeps only its hash. */
export function OneTimePasswordDialog({ reply, onClose }: OneTimePasswordDialogProps) {
  const field = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    const input = field.current?.querySelector('input') ?? null;
    setCopied(await copyText(reply.oneTimePassword, input));
  };
  return (
    <Modal
      open
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      title={`${reply.account.displayName}（${reply.account.username}）的一次性密码`}
      footer={
        <Button type="primary" onClick={onClose}>
          已记下，关闭
        </Button>
      }
    >
      <p className={styles.once}>此密码只显示这一次，请当面或通过安全渠道告知本人；首次登录后须立即修改。</p>
      <div ref={field}>
        <Space.Compact block>
          <Input
            size="large"
            readOnly
            aria-label="一次性密码"
            className={styles.password ?? ''}
            value={reply.oneTimePassword}
            onFocus={(event) => event.target.select()}
          />
          <Button size="large" onClick={() => void copy()}>
            {copied === true ? '已复制' : '复制'}
          </Button>
        </Space.Compact>
      </div>
      <p className={styles.once} role="status">
        {copied === false ? '浏览器不允许自动复制，请按 Ctrl+C 复制已选中的密码。' : ''}
      </p>
    </Modal>
  );
}
