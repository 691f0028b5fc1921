import { HttpException } from '@nestjs/common'
import { AppError } from '@tenantry/core'
import { z } from 'zod'
import { isDatabaseAway } from '../database/database-away.js'
import {
  bodyTooLarge,
  bodyUnreadable,
  databaseUnavailable,
  internal,
  notFound,
  requestUnreadable,
  validationFailed,
} from './errors.js'

/** RFC 9457 problem details, as every error is answered. */
export const Problem = z
  .object({
    type: z.string().describe('Address of the page about this kind of error.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('Why it happened.'),
    code: z.string().describe('Permanent name of this kind of error.'),
    fix: z.string().describe('What to do next.'),
    retryable: z.boolean().describe('Whether the same request may succeed later without any change.'),
    requestId: z.string().describe('Names this exchange in our log.'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('What is not right, field by field.'),
  })
  .meta({ id: 'Problem' })

export type Problem = z.output<typeof Problem>

/** A request that failed its schema, with what is wrong where. */
export class ValidationError extends Error {
  constructor(readonly errors: { path: string; message: string }[]) {
    super(`${errors.length} invalid fields`)
  }
}

/** Turns the issues of a schema into a {@link ValidationError}. */
export function toValidationError(
  issues: readonly { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined }[],
): ValidationError {
  return new ValidationError(
    issues.map(({ path = [], message }) => ({
      path: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      message,
    })),
  )
}

/** The error that a client is told, whatever was thrown. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof ValidationError) return validationFailed({ count: error.errors.length })
  if (isDatabaseAway(error)) return databaseUnavailable({}, { cause: error })
  return fromHttp(error) ?? internal({}, { cause: error })
}

/** The problem document of an error. */
export function toProblem(error: unknown, requestId: string): Problem {
  const { code, status, title, why, fix, retryable, field } = toAppError(error)
  return {
    type: `/help/errors#${code}`,
    title,
    status,
    detail: why,
    code,
    fix,
    retryable,
    requestId,
    ...(error instanceof ValidationError && { errors: error.errors }),
    ...(field && { errors: [{ path: field, message: why }] }),
  }
}

/** Express, its body parser and Nest's router throw errors of their own, which Nest makes exceptions with a status. */
function fromHttp(error: unknown): AppError | undefined {
  if (!(error instanceof HttpException)) return undefined
  switch (error.getStatus()) {
    case 400:
      return error.message.startsWith('Failed to decode')
        ? requestUnreadable({})
        : bodyUnreadable({ reason: 'it is not valid JSON' })
    case 404:
      return notFound({ what: 'address' })
    case 413:
      return bodyTooLarge({})
    case 415:
      return bodyUnreadable({ reason: 'its encoding is not supported' })
    default:
      return undefined
  }
}
