import { z } from 'zod'
import { pageOf } from '../http/pages.js'

export const ErrorEntry = z
  .object({
    code: z.string().describe('Permanent; the `code` of a problem.'),
    status: z.int().describe('HTTP status it is answered with.'),
    title: z.string(),
    why: z.string().describe('Why it happens, with example facts.'),
    fix: z.string().describe('What to do, with example facts.'),
    retryable: z.boolean(),
    health: z
      .enum(['authenticationError', 'permissionError', 'serviceError'])
      .optional()
      .describe('The health a connection takes when a check ends with it.'),
    learnMore: z.string().optional().describe('The provider’s own page about the cause.'),
  })
  .meta({ id: 'ErrorEntry' })

export const ErrorPage = pageOf(ErrorEntry, 'ErrorPage')
