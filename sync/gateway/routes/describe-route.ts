import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { problemSchema } from '#sync/protocol/messages.ts';

/** What the OpenAPI document says about one endpoint. */
export interface RouteDescription {
  readonly summary: string;
  readonly body?: GenericSchema;
  /** The good answer; `'empty'` for one without a body. */
  readonly answer: GenericSchema | 'empty';
  readonly answerStatus?: number;
  readonly query?: GenericSchema;
  readonly path?: GenericSchema;
  readonly consumes?: readonly string[];
  readonly isPublic?: boolean;
}

type JsonSchema = ReturnType<typeof toJsonSchema>;

/**
 * Fastify's `schema` option, used for documentation only: requests are read with the valibot schemas themselves, and
 * answers are built from typed values.
 */
export function describeRoute(description: RouteDescription): Record<string, unknown> {
  const { summary, body, query, path, consumes, isPublic = false } = description;
  const problem = {
    description: 'Problem details (RFC 9457)',
    content: { 'application/problem+json': { schema: toSchema(problemSchema) } },
  };
  return {
    summary,
    security: isPublic ? [] : [{ session: [] }],
    ...(body === undefined ? {} : { body: toSchema(body) }),
    ...(query === undefined ? {} : { querystring: toSchema(query) }),
    ...(path === undefined ? {} : { params: toSchema(path) }),
    ...(consumes === undefined ? {} : { consumes }),
    response: { [description.answerStatus ?? 200]: describeAnswer(description.answer), '4xx': problem, '5xx': problem },
  };
}

function describeAnswer(answer: GenericSchema | 'empty'): unknown {
  return answer === 'empty' ? { description: 'No content', type: 'null' } : toSchema(answer);
}

/** Checks that JSON Schema cannot say (a date that exists) are left out; the gateway still makes them. */
function toSchema(schema: GenericSchema): Omit<JsonSchema, '$schema'> {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
  });
  return rest;
}
