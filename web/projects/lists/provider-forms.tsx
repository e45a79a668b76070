import { useState } from 'react';
import type { NewProvider, Provider, ProviderChange } from '../../../server/providers/schema.ts';
import { parseDate } from '../../../server/rules/date-text.ts';
import { changeProvider, createProvider } from '../../api/changes.ts';
import { ApiError } from '../../api/client.ts';
import { SelectField, TextField } from '../../quotas/certificate-fields.tsx';
import { DateField } from '../../quotas/date-field.tsx';
import { FormDialog } from '../../quotas/form-dialog.tsx';
import { REPORTING_UNITS } from '../../subsidies/reporting-units.ts';
import styles from './lists.module.css';
import { useProviderChange } from './use-provider-change.ts';

/** What is known of a provider, as typed; '' = not given. */
type Texts = Record<
  | 'seniorEngineers'
  | 'servesManufacturing'
  | 'expertise'
  | 'contact'
  | 'phone'
  | 'selectedOn'
  | 'selectionDocument'
  | 'recognisedOn'
  | 'endedOn',
  string
>;

const NO_TEXTS: Texts = {
  seniorEngineers: '',
  servesManufacturing: '',
  expertise: '',
  contact: '',
  phone: '',
  selectedOn: '',
  selectionDocument: '',
  recognisedOn: '',
  endedOn: '',
};

function textsOf(provider: Provider): Texts {
  const { seniorEngineers, servesManufacturing } = provider;
  return {
    seniorEngineers: seniorEngineers === null ? '' : String(seniorEngineers),
    servesManufacturing: servesManufacturing === null ? '' : servesManufacturing ? 'yes' : 'no',
    expertise: provider.expertise ?? '',
    contact: provider.contact ?? '',
    phone: provider.phone ?? '',
    selectedOn: provider.selectedOn ?? '',
    selectionDocument: provider.selectionDocument ?? '',
    recognisedOn: provider.recognisedOn ?? '',
    endedOn: provider.endedOn ?? '',
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
const dayOrNull = (text: string) => parseDate(text) ?? orNull(text);

/** @throws ApiError as the server would, where the number of engineers is none */
function engineersOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim().replace(/人$/, '');
  if (plain === '') return null;
  if (/^\d{1,4}$/.test(plain)) return Number(plain);
  const fields = { seniorEngineers: { code: 'invalid_number', message: '请填写人数，为不小于0的整数。' } };
  throw new ApiError(422, { code: 'invalid_fields', message: '内容有误。', fields });
}

function factsOf(texts: Texts): Omit<ProviderChange, 'version' | 'endedOn'> {
  return {
    seniorEngineers: engineersOf(texts.seniorEngineers),
    servesManufacturing: texts.servesManufacturing === '' ? null : texts.servesManufacturing === 'yes',
    expertise: orNull(texts.expertise),
    contact: orNull(texts.contact),
    phone: orNull(texts.phone),
    selectedOn: dayOrNull(texts.selectedOn),
    selectionDocument: orNull(texts.selectionDocument),
    recognisedOn: dayOrNull(texts.recognisedOn),
  };
}

interface FieldsProps {
  texts: Texts;
  error: unknown;
  onChange: (part: Partial<Texts>) => void;
}

function Fields({ texts, error, onChange }: FieldsProps) {
  const bind = (name: keyof Texts) => ({
    name,
    error,
    value: texts[name],
    onChange: (value: string) => onChange({ [name]: value }),
  });
  return (
    <>
      <div className={styles.fields}>
        <TextField {...bind('seniorEngineers')} label="节能降碳高级工程师（人）" hint="不清楚的留空" />
        <SelectField {...bind('servesManufacturing')} label="面向制造业服务并制定方案">
          <option value="">未填</option>
          <option value="yes">是</option>
          <option value="no">否</option>
        </SelectField>
      </div>
      <TextField {...bind('expertise')} label="服务领域" hint="如：节能诊断、工业窑炉、余热利用" />
      <div className={styles.fields}>
        <TextField {...bind('contact')} label="联系人" />
        <TextField {...bind('phone')} label="联系电话" />
      </div>
      <div className={styles.fields}>
        <DateField {...bind('selectedOn')} label="遴选日期" hint="公布遴选结果的日期；未遴选的留空" />
        <TextField {...bind('selectionDocument')} label="遴选文件" hint="公布遴选结果的文号" />
      </div>
      <DateField {...bind('recognisedOn')} label="公共服务平台认定日期" hint="未认定的留空" />
    </>
  );
}

/** Qualification, selection and withdrawal of a provider. */
export function EditProviderForm({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const [texts, setTexts] = useState(() => textsOf(provider));
  const set = (part: Partial<Texts>) => setTexts((before) => ({ ...before, ...part }));
  const change = useProviderChange(
    async () =>
      changeProvider(provider.id, {
        ...factsOf(texts),
        version: provider.version,
        endedOn: dayOrNull(texts.endedOn),
      }),
    onClose,
  );
  return (
    <FormDialog
      title={provider.name}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <Fields texts={texts} error={change.error} onChange={set} />
      {provider.selectedOn === null ? null : (
        <DateField
          label="退出日期"
          hint="自该日起不在册、不再包挂；清空为撤回退出"
          name="endedOn"
          error={change.error}
          value={texts.endedOn}
          onChange={(endedOn) => set({ endedOn })}
        />
      )}
    </FormDialog>
  );
}

const isSimilar = (error: unknown) => error instanceof ApiError && error.code === 'similar_name';

/** Registers a provider; a name much like another's is asked about once. */
export function AddProviderForm({ onClose }: { onClose: () => void }) {
  const [texts, setTexts] = useState(NO_TEXTS);
  const [who, setWho] = useState({ name: '', creditCode: '', unitCode: REPORTING_UNITS[0]?.code ?? '' });
  const [confirmSimilar, setConfirm] = useState(false);
  const inputOf = (): NewProvider => ({ ...who, ...factsOf(texts), confirmSimilar });
  const change = useProviderChange(async () => createProvider(inputOf()), onClose);
  const { error } = change;
  const bind = (name: keyof typeof who) => ({
    name,
    error,
    value: who[name],
    onChange: (value: string) => {
      setWho((before) => ({ ...before, [name]: value }));
      if (name === 'name') setConfirm(false);
    },
  });
  return (
    <FormDialog
      title="登记服务商"
      error={error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <TextField {...bind('name')} label="服务商名称" hint="与营业执照一致" />
      {isSimilar(error) || confirmSimilar ? (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={confirmSimilar}
            onChange={(event) => setConfirm(event.target.checked)}
          />
          已核对，不是同一家
        </label>
      ) : null}
      <div className={styles.fields}>
        <TextField {...bind('creditCode')} label="统一社会信用代码" hint="18位" />
        <SelectField {...bind('unitCode')} label="登记所在地">
          {REPORTING_UNITS.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <Fields
        texts={texts}
        error={error}
        onChange={(part) => setTexts((before) => ({ ...before, ...part }))}
      />
    </FormDialog>
  );
}
