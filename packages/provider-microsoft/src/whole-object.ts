import { z } from 'zod'

/** An object that is a whole answer of Graph: neither nothing at all nor an error. */
export const wholeObject = z
  .looseObject({})
  .refine((object) => Object.keys(object).length > 0 && !('error' in object), 'is no object')
