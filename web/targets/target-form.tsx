import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Indicator } from '../../server/targets/schema.ts';
import { setIndicatorTarget } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { indicatorsQuery } from '../api/queries.ts';
import styles from './targets.module.css';

interface Message {
  field: 'target' | 'targetSource' | null;
  text: string;
}

function messagesOf(error: unknown): Message[] {
  if (!(error instanceof ApiError)) return [{ field: null, text: '保存未成功，请重试。' }];
  if (error.code === 'version_conflict') {
    return [{ field: null, text: `${error.message}已重新读取，请核对后再保存。` }];
  }
  const { target, targetSource } = error.fields;
  const messages: Message[] = [];
  if (target) messages.push({ field: 'target', text: target.message });
  if (targetSource) messages.push({ field: 'targetSource', text: targetSource.message });
  return messages.length > 0 ? messages : [{ field: null, text: error.message }];
}

/** Enters a target that the plan leaves open: value and source document, both required. */
export function TargetForm({ indicator, onDone }: { indicator: Indicator; onDone: () => void }) {
  const queryClient = useQueryClient();
  const [target, setTarget] = useState(indicator.target ?? '');
  const [source, setSource] = useState(indicator.targetSource ?? '');
  const [messages, setMessages] = useState<Message[]>([]);
  const id = useId();
  const save = useMutation({
    mutationFn: () =>
      setIndicatorTarget(indicator.id, {
        version: indicator.version,
        target: target.trim(),
        targetSource: source.trim(),
      }),
    onSuccess: onDone,
    onError: (error) => setMessages(messagesOf(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: indicatorsQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (target.trim() === '' || source.trim() === '') {
      setMessages([{ field: null, text: '请同时填写目标值和来源文件。' }]);
      return;
    }
    setMessages([]);
    save.mutate();
  };
  const invalid = (field: Message['field']) => messages.some((message) => message.field === field);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label htmlFor={`${id}-target`}>
        {indicator.name}目标值{indicator.unit ? `（${indicator.unit}）` : ''}
      </label>
      <input
        id={`${id}-target`}
        className="field"
        inputMode="decimal"
        maxLength={20}
        value={target}
        aria-invalid={invalid('target')}
        aria-describedby={`${id}-message`}
        onChange={(event) => setTarget(event.target.value)}
      />
      <label htmlFor={`${id}-source`}>来源文件（名称、文号）</label>
      <input
        id={`${id}-source`}
        className={`field ${styles.wide}`}
        maxLength={200}
        value={source}
        aria-invalid={invalid('targetSource')}
        aria-describedby={`${id}-message`}
        onChange={(event) => setSource(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={save.isPending}>
        {save.isPending ? '正在保存…' : '保存'}
      </button>
      <button type="button" className="button" onClick={onDone}>
        取消
      </button>
      <p id={`${id}-message`} role="alert" className={styles.error}>
        {messages.map((message) => message.text).join('')}
      </p>
    </form>
  );
}
