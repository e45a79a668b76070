import { OpenAPIHono } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { sessionTokenOf } from './accounts/cookie.ts';
import { accountRoutes } from './accounts/routes.ts';
import { Sessions } from './accounts/sessions.ts';
import { auditRoutes } from './audit/routes.ts';
import { backupsBeside } from './backups/backups.ts';
import { backupRoutes } from './backups/routes.ts';
import { Tickets } from './backups/tickets.ts';
import { beneficiaryRoutes } from './beneficiaries/routes.ts';
import { bulletinRoutes } from './bulletins/routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { causeRoutes } from './causes/routes.ts';
import { feedbackRoutes } from './feedback/routes.ts';
import { firmRoutes } from './firms/routes.ts';
import { fundRoutes } from './funds/routes.ts';
import { gradingRoutes } from './grading/routes.ts';
import { apiDocsPage } from './http/api-docs.ts';
import type { AppEnv, Deps } from './http/context.ts';
import { AppError, errorBody } from './http/errors.ts';
import { Metrics } from './http/metrics.ts';
import { openApiDocument } from './http/openapi.ts';
import { healthRoutes, serveMetrics } from './http/operations.ts';
import { ReplyCache } from './http/reply-cache.ts';
import { requestLog } from './http/request-log.ts';
import { requireAccess } from './http/route.ts';
import { jsonBodiesOnly, limitedBodies, sameOriginOnly, securityHeaders } from './http/security.ts';
import { storageFailure } from './http/storage-errors.ts';
import { needRoutes } from './needs/routes.ts';
import { periodRoutes } from './periods/routes.ts';
import { policyRoutes } from './policies/routes.ts';
import { progressRoutes } from './progress/routes.ts';
import { projectRoutes } from './projects/routes.ts';
import { projectSummaryRoutes } from './projects/summary/routes.ts';
import { providerRoutes } from './providers/routes.ts';
import { quotaRoutes } from './quotas/routes.ts';
import { reminderRoutes } from './reminders/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { sheetRoutes } from './sheets/routes.ts';
import { targetRoutes } from './targets/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { warningRoutes } from './warnings/routes.ts';

/** Every failure becomes the one error shape; what nobody foresaw is logged and says nothing of its insides. */
function toAppError(error: unknown, deps: Deps, requestId: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) {
    if (error.status === 413) return new AppError(413, 'body_too_large', '提交的内容过大。');
    if (error.status < 500) return new AppError(error.status, 'malformed_json', '请求内容不是有效的 JSON。');
  }
  deps.log.error({ err: error, requestId }, 'unexpected error');
  const internal = new AppError(500, 'internal', '服务器内部错误，请稍后重试或联系管理员。');
  return storageFailure(error, deps.db) ?? internal;
}

/** The API: every feature under `/api/v1`, with session, protection and one error shape around it. */
export function createApp(deps: Deps) {
  const sessions = new Sessions(deps.db, deps.clock, deps.log);
  const cache = new ReplyCache();
  const backups = deps.backups ?? backupsBeside(deps);
  const metrics = new Metrics(Boolean(deps.metricsToken));
  const app = new OpenAPIHono<AppEnv>();

  app.use('*', async (c, next) => {
    c.set('deps', deps);
    c.set('cache', cache);
    c.set('requestId', crypto.randomUUID());
    await next();
  });
  app.use('*', requestLog(metrics));
  app.use('*', securityHeaders);
  app.onError((error, c) => {
    const requestId = c.get('requestId');
    const known = toAppError(error, deps, requestId);
    if (known.status === 503) c.header('retry-after', '5');
    return c.json(errorBody(known, requestId), known.status as 400);
  });

  app.use('/api/*', sameOriginOnly);
  app.use('/api/*', jsonBodiesOnly);
  app.use('/api/*', limitedBodies);
  app.use('/api/*', async (c, next) => {
    const token = sessionTokenOf(c);
    c.set('signedIn', token ? sessions.find(token) : null);
    await next();
  });

  app
    .route('/api/v1', healthRoutes())
    .route('/api/v1', accountRoutes(sessions))
    .route('/api/v1', targetRoutes())
    .route('/api/v1', progressRoutes())
    .route('/api/v1', periodRoutes())
    .route('/api/v1', feedbackRoutes())
    .route('/api/v1', reminderRoutes())
    .route('/api/v1', quotaRoutes())
    .route('/api/v1', reportRoutes())
    .route('/api/v1', policyRoutes())
    .route('/api/v1', beneficiaryRoutes())
    .route('/api/v1', caseRoutes())
    .route('/api/v1', fundRoutes())
    .route('/api/v1', sheetRoutes())
    .route('/api/v1', causeRoutes())
    .route('/api/v1', gradingRoutes())
    .route('/api/v1', warningRoutes())
    .route('/api/v1', bulletinRoutes())
    .route('/api/v1', firmRoutes())
    .route('/api/v1', projectSummaryRoutes())
    .route('/api/v1', projectRoutes())
    .route('/api/v1', providerRoutes())
    .route('/api/v1', needRoutes())
    .route('/api/v1', taskRoutes())
    .route('/api/v1', backupRoutes(backups, new Tickets(deps)))
    .route('/api/v1', auditRoutes(backups));
  app.get('/api/v1/openapi.json', requireAccess('signedIn'), (c) => c.json(openApiDocument(app)));
  app.get('/api/docs', requireAccess('signedIn'), (c) => c.html(apiDocsPage(openApiDocument(app) as never)));
  serveMetrics(app, metrics, deps);
  app.all('/api/*', () => {
    throw new AppError(404, 'not_found', '没有这个接口。');
  });
  return app;
}
