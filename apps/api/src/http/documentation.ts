import type { DeclaredError } from '@tenantry/core'
import type { z } from 'zod'

/**
 * What the reference says about an operation. Kept as plain notes, because the library that writes OpenAPI takes longer to
 * load than the rest of the API: `openapi/document.ts` hands them to it when the document is first asked for.
 */
export interface OperationNotes {
  summary?: string
  description?: string
  /** The answer when all went well. */
  answer?: { status: number; schema?: z.ZodType; mediaType?: string; description?: string }
  problems?: readonly DeclaredError[]
  permission?: string
  access?: 'public' | 'signedIn'
  /** Media types of the file that it takes as its body. */
  takes?: readonly string[]
  /** It honours `Idempotency-Key`. */
  idempotent?: boolean
}

const NOTES = 'tenantry:operation'
const TAGS = 'tenantry:tags'

/** Adds notes to an operation. */
export function note(handler: object, notes: OperationNotes): void {
  Reflect.defineMetadata(NOTES, { ...notesOf(handler), ...notes }, handler)
}

/** The notes of an operation. */
export function notesOf(handler: object): OperationNotes {
  return (Reflect.getMetadata(NOTES, handler) as OperationNotes | undefined) ?? {}
}

/** The chapters of the reference in which the operations of a controller stand. */
export function tagsOf(controller: object): readonly string[] {
  return (Reflect.getMetadata(TAGS, controller) as string[] | undefined) ?? []
}

/** Puts the operations of a controller into a chapter of the reference. */
export function ApiTags(...tags: string[]): ClassDecorator {
  return (controller) => Reflect.defineMetadata(TAGS, tags, controller)
}

/** Says in the reference what an operation is for. */
export function ApiOperation(words: { summary: string; description?: string }): MethodDecorator {
  return onHandler((handler) => note(handler, words))
}

/** A decorator of a method that only needs its function. */
export function onHandler(apply: (handler: object) => void): MethodDecorator {
  return (_target, _name, descriptor) => {
    if (typeof descriptor.value === 'function') apply(descriptor.value)
  }
}
