import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common'
import { ApiExtension, ApiNoContentResponse, ApiResponse } from '@nestjs/swagger'
import type { DeclaredError } from '@tenantry/core'
import type { z } from 'zod'

/** What an operation answers: checked on the way out, undeclared fields dropped, and documented. */
export function Returns(schema: z.ZodType, options: { status?: number; description?: string } = {}): MethodDecorator {
  const status = options.status ?? 200
  return applyDecorators(
    HttpCode(status),
    SerializeOptions({ schema }),
    ApiResponse({ status, standardSchema: schema, description: options.description ?? '' }),
  )
}

/** The operation answers with nothing. */
export function ReturnsNothing(): MethodDecorator {
  return applyDecorators(HttpCode(204), ApiNoContentResponse({ description: 'Done.' }))
}

/** The errors an operation answers with, besides those that any operation may give. */
export function Problems(...errors: DeclaredError[]): MethodDecorator {
  const statuses = new Set(errors.map((error) => error.kind.status))
  return applyDecorators(
    ApiExtension(
      'x-problems',
      errors.map((error) => error.kind.code),
    ),
    ...[...statuses].map((status) =>
      ApiResponse({
        status,
        description: errors
          .filter(({ kind }) => kind.status === status)
          .map(({ kind }) => `\`${kind.code}\`: ${kind.title}.`)
          .join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  )
}
