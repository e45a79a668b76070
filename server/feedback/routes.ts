import { z } from '@hono/zod-openapi';
import { replyCached } from '../http/cached-reply.ts';
import { actorOf } from '../http/context.ts';
import { requirePeriod } from '../http/params.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { periodParam } from '../http/schemas.ts';
import { enterFeedback, judgeFeedback } from './enter.ts';
import { feedbackOverview } from './overview.ts';
import { feedbackInputSchema, feedbackReplySchema, feedbackVerdictSchema } from './schema.ts';

const readRoute = route('feedback.write', {
  method: 'get',
  path: '/feedback',
  summary: '本期统计反馈：各单位现行数据、与报表的差异、历次反馈表',
  request: { query: z.object({ period: periodParam }) },
  responses: replies(feedbackReplySchema, 'Newest line per unit and every table'),
});
const enterRoute = route('feedback.write', {
  method: 'post',
  path: '/feedback',
  summary: '录入统计反馈表；check 为 true 时只核对、不写入',
  request: { body: jsonBody(feedbackInputSchema) },
  responses: replies(feedbackVerdictSchema, 'Judged line by line, and written unless it was a check'),
});

/** Tables fed back by the statistics bureau (统计反馈). */
export function feedbackRoutes() {
  return featureRouter()
    .openapi(readRoute, (c) => {
      const period = requirePeriod(c.req.valid('query').period);
      return replyCached(c, `feedback ${period}`, () => feedbackOverview(c.get('deps').db.read, period));
    })
    .openapi(enterRoute, (c) => {
      const { db, clock } = c.get('deps');
      const input = c.req.valid('json');
      const verdict = input.check
        ? judgeFeedback(db.read, input, clock.today())
        : enterFeedback(db, input, clock.today(), actorOf(c));
      return c.json(verdict, 200);
    });
}
