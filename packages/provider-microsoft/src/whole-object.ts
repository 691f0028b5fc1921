import { z } from 'zod'

/** An object that is a whole answer: Graph writes around it what it is, unlike around an error or somebody else's answer. */
export const wholeObject = z.looseObject({ '@odata.context': z.string() })
