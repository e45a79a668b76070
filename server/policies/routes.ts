import { readFacts } from '../cases/apply.ts';
import { invalidFields } from '../http/errors.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { factEntries, POLICIES } from '../rules/subsidies/catalogue.ts';
import { evaluate } from '../rules/subsidies/evaluate.ts';
import { isDate } from '../rules/subsidies/facts.ts';
import { resolve } from '../rules/subsidies/resolve.ts';
import { policyStatus, statusWords, validityOf } from '../rules/subsidies/validity.ts';
import {
  type EvaluateInput,
  evaluateInputSchema,
  evaluationSchema,
  factListSchema,
  type PolicyListReply,
  policyListSchema,
} from './schema.ts';

const factsRoute = route('policies.read', {
  method: 'get',
  path: '/rules/facts',
  summary: '奖补测算的事实词汇表',
  responses: replies(factListSchema, 'Every fact with its type, unit and who uses it'),
});
const evaluateRoute = route('policies.read', {
  method: 'post',
  path: '/rules/evaluate',
  summary: '按条款测算预计可得（待审定），并按就高不重复合并',
  request: { body: jsonBody(evaluateInputSchema) },
  responses: replies(evaluationSchema, 'Awards and what they come to together'),
});
const policiesRoute = route('policies.read', {
  method: 'get',
  path: '/policies',
  summary: '政策库：五份文件逐条',
  responses: replies(policyListSchema, 'The five documents, clause by clause'),
});

/** The five documents as they stand on a day. */
export function listPolicies(today: string): PolicyListReply {
  const policies = POLICIES.map((policy) => {
    const { from, to } = validityOf(policy);
    return {
      id: policy.id,
      title: policy.title,
      shortTitle: policy.shortTitle,
      issuer: policy.issuer,
      level: policy.level,
      status: policyStatus(policy, today),
      statusWords: statusWords(policy, today),
      validFrom: from,
      validTo: to,
      clauses: policy.clauses.map(({ id, number, section, cite, kind, paraphrase, departments, awards }) => ({
        id,
        number,
        section,
        cite,
        kind,
        paraphrase,
        departments: [...departments.lead, ...departments.responsible],
        awards: awards.map((award) => award.id),
      })),
    };
  });
  return { policies };
}

/** The results as declared for the reply: loose, since the rules' own types say what they are. */
interface Evaluation {
  awards: Record<string, null>[];
  resolved: Record<string, null>;
}

function evaluation({ facts: input, date, asIf = false }: EvaluateInput): Evaluation {
  if (!isDate(date)) {
    throw invalidFields({ date: { code: 'invalid_date', message: '判定日期应为有效的 YYYY-MM-DD。' } });
  }
  const facts = readFacts(input);
  const awards = evaluate(facts, date, { asIf: asIf ? POLICIES.map(({ id }) => id) : [] });
  const resolved = resolve(awards, { received: facts.received ?? [] });
  return { awards, resolved } as unknown as Evaluation;
}

/** The rules of the five documents: vocabulary, evaluation, clauses. */
export function policyRoutes() {
  return featureRouter()
    .openapi(factsRoute, (c) =>
      c.json(
        factEntries().map(({ values, usedBy, ...fact }) => ({
          ...fact,
          ...(values ? { values: [...values] } : {}),
          usedBy: [...usedBy],
        })),
        200,
      ),
    )
    .openapi(evaluateRoute, (c) => c.json(evaluation(c.req.valid('json')), 200))
    .openapi(policiesRoute, (c) => c.json(listPolicies(c.get('deps').clock.today()), 200));
}
