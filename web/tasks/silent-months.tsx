import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setTaskSilentMonths } from '../api/changes.ts';
import { useCan } from '../app/session.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';

function MonthsForm({ months, onClose }: { months: number; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [text, setText] = useState(String(months));
  const change = useMutation({
    mutationFn: () => setTaskSilentMonths(months, Number(text)),
    onSuccess: onClose,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['tasks'] });
      void queryClient.invalidateQueries({ queryKey: ['reminders'] });
    },
  });
  const isWrong = !/^\d{1,2}$/.test(text.trim()) || Number(text) < 1;
  return (
    <FormDialog
      title="多久没有报告算未报告"
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={() => {
        if (!isWrong) change.mutate();
      }}
      onClose={onClose}
    >
      <Field
        label="月数"
        hint="本平台提醒标准，不是文件规定"
        fault={isWrong ? '请填写1以上的整数。' : undefined}
        name="silentMonths"
        error={change.error}
      >
        {(control) => (
          <input
            {...control}
            className="field"
            inputMode="numeric"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** After how many months without a report a department counts as silent; the bureau may change it. */
export function SilentMonths({ months }: { months: number }) {
  const mayPlan = useCan('tasks.write');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      责任部门连续{months}个月没有报告的，列为久未报告（本平台提醒标准）。
      {mayPlan ? (
        <button type="button" className="linkButton noPrint" onClick={() => setOpen(true)}>
          修改月数
        </button>
      ) : null}
      {isOpen ? <MonthsForm months={months} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
