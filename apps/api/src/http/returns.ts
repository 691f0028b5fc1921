import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common'
import type { DeclaredError } from '@tenantry/core'
import type { z } from 'zod'
import { note, onHandler } from './documentation.js'

/** What an operation answers: checked on the way out, undeclared fields dropped, and documented. */
export function Returns(schema: z.ZodType, options: { status?: number; description?: string } = {}): MethodDecorator {
  const { status = 200, description } = options
  return applyDecorators(
    HttpCode(status),
    SerializeOptions({ schema }),
    onHandler((handler) =>
      note(handler, { answer: { status, schema, ...(description !== undefined && { description }) } }),
    ),
  )
}

/** The operation answers with nothing. */
export function ReturnsNothing(): MethodDecorator {
  return applyDecorators(
    HttpCode(204),
    onHandler((handler) => note(handler, { answer: { status: 204 } })),
  )
}

/** The operation answers with the address of another page. */
export function ReturnsRedirect(description: string): MethodDecorator {
  return onHandler((handler) => note(handler, { answer: { status: 303, description } }))
}

/** The operation answers with a file or a stream of this media type. */
export function ReturnsStream(mediaType: string, description: string): MethodDecorator {
  return onHandler((handler) => note(handler, { answer: { status: 200, mediaType, description } }))
}

/** The errors an operation answers with, besides those that any operation may give. */
export function Problems(...errors: DeclaredError[]): MethodDecorator {
  return onHandler((handler) => note(handler, { problems: errors }))
}
