import { useState } from 'react';
import type { RuleSetEntry } from '../../../server/grading/schema.ts';
import { retireRuleSet } from '../../api/changes.ts';
import { TextField } from '../../quotas/certificate-fields.tsx';
import { FormDialog } from '../../quotas/form-dialog.tsx';
import { useRulesChange } from './use-rules-change.ts';

/** 停用: lamps follow it no longer; what was graded under it stays readable. */
export function RetireRuleSetForm({ entry, onClose }: { entry: RuleSetEntry; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const change = useRulesChange(() => retireRuleSet(entry.id, { version: entry.version, reason }), onClose);
  return (
    <FormDialog
      title={`停用“${entry.name}”`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="停用"
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <TextField
        label="停用原因"
        hint="停用后不能恢复；以往按该规则判定的等级仍可查看"
        name="reason"
        error={change.error}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
