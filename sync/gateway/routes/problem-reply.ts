import type { FastifyReply } from 'fastify';
import { PROBLEMS, type ProblemCode } from '#sync/gateway/services/problems.ts';
import { PROBLEM_HEADER, type Problem } from '#sync/protocol/messages.ts';

const RETRY_AFTER_SECONDS = 5;
/** What happens every day and needs nobody to look at it: a session that ran out, a door that is full. */
const ROUTINE_STATUSES: readonly number[] = [401, 404, 429, 503];

/** Answers with RFC 9457 problem details. `detail` names the place of a fault, never what was sent. */
export function sendProblem(reply: FastifyReply, code: ProblemCode, detail?: string): FastifyReply {
  const { status, title } = PROBLEMS[code];
  const problem: Problem = {
    type: `urn:qmc:problem:${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
  };
  reply.log[ROUTINE_STATUSES.includes(status) ? 'info' : 'warn']({ code }, 'request refused');
  if (status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  reply.header(PROBLEM_HEADER, code);
  return reply.code(status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}
