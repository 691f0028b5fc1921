import { z } from 'zod'
import type { Actor } from '../http/authentication.js'

/** Who did something, under the name they had then. */
export const Who = z
  .object({ kind: z.enum(['user', 'apiKey', 'system']), id: z.string(), name: z.string() })
  .meta({ id: 'Who' })
export type Who = z.output<typeof Who>

/** The actor as it is kept beside what they did. */
export function whoOf({ kind, id, name }: Pick<Actor, 'kind' | 'id' | 'name'>): Who {
  return { kind, id, name }
}
