import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NeedDetail } from '../../../server/needs/schema.ts';
import { recordOffer } from '../../api/changes.ts';
import { providersQuery } from '../../api/queries.ts';
import { useSession } from '../../app/session.ts';
import { formatFullDate } from '../../format.ts';
import { DateField } from '../../quotas/date-field.tsx';
import { Field, FormDialog } from '../../quotas/form-dialog.tsx';
import { parseWan } from '../../subsidies/wan-text.ts';
import { AreaField, MoneyField, moneyFault } from './need-fields.tsx';
import { useNeedChange } from './use-need-change.ts';

/** 登记应答: what a provider handed in, recorded by the bureau. */
export function OfferForm({ need, onClose }: { need: NeedDetail; onClose: () => void }) {
  const { today } = useSession();
  const { data } = useQuery(providersQuery());
  const [providerId, setProvider] = useState('');
  const [on, setOn] = useState(today <= need.answerBy ? today : need.answerBy);
  const [content, setContent] = useState('');
  const [price, setPrice] = useState('');
  const answered = new Set(need.answers.map((answer) => answer.providerId));
  const providers = (data?.providers ?? []).filter(
    ({ id, state }) => state === 'listed' && !answered.has(id),
  );
  const change = useNeedChange(
    () =>
      recordOffer(need.id, {
        providerId: Number(providerId) || 1,
        on,
        content,
        priceFen: price.trim() === '' ? null : parseWan(price),
      }),
    onClose,
  );
  return (
    <FormDialog
      title={`登记应答：${need.title}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="登记"
      onSubmit={() => {
        if (moneyFault(price) === undefined) change.mutate();
      }}
      onClose={onClose}
    >
      <Field
        label="服务商"
        hint="只列在册服务商，每家只登记一次；未列出的先在“四张清单”的服务商中登记遴选"
        name="providerId"
        error={change.error}
      >
        {(control) => (
          <select
            {...control}
            className="field"
            value={providerId}
            onChange={(event) => setProvider(event.target.value)}
          >
            <option value="">请选择</option>
            {providers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <DateField
        label="应答日期"
        hint={`应答截止日${formatFullDate(need.answerBy)}`}
        name="on"
        error={change.error}
        example={today}
        value={on}
        onChange={setOn}
      />
      <AreaField
        label="应答内容"
        hint="方案要点、工期、预计节能量、服务方式"
        name="content"
        error={change.error}
        value={content}
        onChange={setContent}
      />
      <MoneyField
        label="报价（万元）"
        hint="未报价的留空"
        name="priceFen"
        error={change.error}
        value={price}
        onChange={setPrice}
      />
    </FormDialog>
  );
}
