import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { BulletinReply, BulletinStep } from '../../server/bulletins/schema.ts';
import { saveBulletin, stepBulletin } from '../api/changes.ts';
import { bulletinQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { changeOf, type Draft, type FieldId, isDirty, pruned, rebased, typed } from './draft.ts';
import { keepDraft, keptDraftKey, readKeptDraft } from './kept-draft.ts';

/** The texts being written, kept in this browser until the server has them; saving and the steps of the bulletin. */
export function useBulletinDraft(bulletin: BulletinReply) {
  const queryClient = useQueryClient();
  const { user } = useSession();
  const key = keptDraftKey(user.username, bulletin.id);
  const mayEdit = bulletin.may.edit;
  const [kept, setKept] = useState<Draft>(() => {
    const fields: FieldId[] = ['title', ...bulletin.paragraphs.map(({ id }) => id)];
    return mayEdit ? pruned(bulletin, readKeptDraft(localStorage, key, fields)) : {};
  });
  const [isRestored, setRestored] = useState(() => isDirty(kept));
  const [isStored, setStored] = useState(true);
  // what waits for signing is not written in, whatever was typed before
  const draft = useMemo(() => (mayEdit ? pruned(bulletin, kept) : {}), [mayEdit, bulletin, kept]);
  useEffect(() => {
    if (mayEdit) setStored(keepDraft(localStorage, key, draft));
  }, [mayEdit, key, draft]);

  const take = (reply: BulletinReply) => {
    queryClient.setQueryData(bulletinQuery(reply.id).queryKey, reply);
    void queryClient.invalidateQueries({ queryKey: ['bulletins', 'list'] });
    setKept((current) => rebased(reply, current));
    setRestored(false);
  };
  const readAnew = () => void queryClient.invalidateQueries({ queryKey: ['bulletins'] });
  const save = useMutation({
    mutationFn: () => saveBulletin(bulletin.id, changeOf(bulletin, draft)),
    onSuccess: take,
    onError: readAnew,
  });
  const step = useMutation({
    /** what was typed is saved before the step, so that nobody signs another text than is shown */
    mutationFn: async ({ step: name, note }: Pick<BulletinStep, 'step' | 'note'>) => {
      const saves = isDirty(draft) && name !== 'withdraw';
      const saved = saves ? await saveBulletin(bulletin.id, changeOf(bulletin, draft)) : bulletin;
      if (saves) take(saved);
      return stepBulletin(bulletin.id, {
        version: saved.version,
        step: name,
        ...(note === undefined ? {} : { note }),
      });
    },
    onSuccess: take,
    onError: readAnew,
  });
  return {
    draft,
    isRestored,
    isStored,
    change: (field: FieldId, text: string) => setKept(typed(bulletin, draft, field, text)),
    discard: () => {
      setKept({});
      setRestored(false);
    },
    save,
    step,
  };
}
export type BulletinDraft = ReturnType<typeof useBulletinDraft>;
