import { replyCached } from '../http/cached-reply.ts';
import { signedInOf } from '../http/context.ts';
import { featureRouter, replies, route } from '../http/route.ts';
import { remindersOf } from './reminders.ts';
import { reminderListSchema } from './schema.ts';

const listRoute = route('signedIn', {
  method: 'get',
  path: '/reminders',
  summary:
    '待办提醒：待报、逾期、退回、待确认、待签核、待审核、留言、预警督办、项目、供需对接、用能申报、任务进展',
  responses: replies(reminderListSchema, 'Most urgent first; leaders: what has risen to them'),
});

/** What waits for the signed-in person. */
export function reminderRoutes() {
  return featureRouter().openapi(listRoute, (c) => {
    const { db, clock } = c.get('deps');
    const me = signedInOf(c);
    return replyCached(c, `reminders ${me.userId}`, () => remindersOf(db.read, me, clock.today()));
  });
}
