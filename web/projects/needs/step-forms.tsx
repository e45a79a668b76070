import { useState } from 'react';
import type { NeedDetail, NeedOffer } from '../../../server/needs/schema.ts';
import { takeNeedStep } from '../../api/changes.ts';
import { useSession } from '../../app/session.ts';
import { formatFullDate } from '../../format.ts';
import { DateField } from '../../quotas/date-field.tsx';
import { FormDialog } from '../../quotas/form-dialog.tsx';
import { AreaField } from './need-fields.tsx';
import { useNeedChange } from './use-need-change.ts';
import { priceWord } from './words.ts';

interface StepFormProps {
  need: NeedDetail;
  onClose: () => void;
}

/** 对接 with one of the answers. */
export function MatchForm({ need, offer, onClose }: StepFormProps & { offer: NeedOffer }) {
  const { id, version } = need;
  const change = useNeedChange(
    () => takeNeedStep(id, { version, step: 'match', offerId: offer.id }),
    onClose,
  );
  return (
    <FormDialog
      title={`对接：${need.title}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="确认对接"
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <p>
        与{offer.providerName}对接，报价{priceWord(offer.priceFen)}
        。对接后不再登记应答，转为项目时以其为服务商。
      </p>
    </FormDialog>
  );
}

export function CloseForm({ need, onClose }: StepFormProps) {
  const [reason, setReason] = useState('');
  const { id, version } = need;
  const change = useNeedChange(() => takeNeedStep(id, { version, step: 'close', reason }), onClose);
  return (
    <FormDialog
      title={`关闭需求：${need.title}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="确认关闭"
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <AreaField
        label="关闭的原因"
        hint="如：企业已自行解决；暂缓实施。关闭后可以重新征集"
        name="reason"
        error={change.error}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}

export function ReopenForm({ need, onClose }: StepFormProps) {
  const { today } = useSession();
  const [answerBy, setAnswerBy] = useState(need.answerBy >= today ? need.answerBy : '');
  const { id, version } = need;
  const change = useNeedChange(() => takeNeedStep(id, { version, step: 'reopen', answerBy }), onClose);
  return (
    <FormDialog
      title={`重新征集：${need.title}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="重新征集"
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      {need.stage === 'matched' ? <p className="small">原对接撤销，已登记的应答保留。</p> : null}
      <DateField
        label="应答截止日"
        hint={`原截止日${formatFullDate(need.answerBy)}`}
        name="answerBy"
        error={change.error}
        example={`${today.slice(0, 4)}-12-31`}
        value={answerBy}
        onChange={setAnswerBy}
      />
    </FormDialog>
  );
}
