import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { BulletinListReply } from '../../server/bulletins/schema.ts';
import { createBulletin } from '../api/changes.ts';
import { bulletinQuery } from '../api/queries.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import styles from './bulletin.module.css';
import { periodChoices } from './bulletin-shape.ts';

/** 新建通报: choose a released period; why the others cannot be chosen stands below. */
export function NewBulletinDialog({
  periods,
  onClose,
}: {
  periods: BulletinListReply['periods'];
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { eligible, refused } = periodChoices(periods);
  const [chosen, setChosen] = useState(eligible[0]?.period ?? '');
  const [isTried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => createBulletin(chosen),
    onSuccess: (reply) => {
      queryClient.setQueryData(bulletinQuery(reply.id).queryKey, reply);
      void queryClient.invalidateQueries({ queryKey: ['bulletins', 'list'] });
      onClose();
      void navigate({ to: '/bulletin', search: { bulletin: String(reply.id) } });
    },
  });
  const submit = () => {
    setTried(true);
    if (chosen !== '') change.mutate();
  };
  return (
    <FormDialog
      title="新建通报"
      error={change.error}
      isBusy={change.isPending}
      submitWord="取数拟稿"
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label="统计期"
        hint="按此刻已公布的数取数，正文自动生成，签发前可以修改"
        fault={isTried && chosen === '' ? '没有可发通报的统计期，请先公布数据。' : undefined}
        name="period"
        error={change.error}
      >
        {(control) => (
          <select
            {...control}
            className="field"
            value={chosen}
            onChange={({ target }) => setChosen(target.value)}
          >
            {eligible.length === 0 ? <option value="">没有可选的统计期</option> : null}
            {eligible.map(({ period, label }) => (
              <option key={period} value={period}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {refused.length > 0 ? (
        <details className={styles.refused}>
          <summary>其他统计期为什么不能选</summary>
          <ul>
            {refused.map(({ reason, labels }) => (
              <li key={reason}>
                {labels.join('、')}：{reason}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </FormDialog>
  );
}
