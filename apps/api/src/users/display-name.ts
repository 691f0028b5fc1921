import { z } from 'zod'

/** Control characters could break a line of a log, bidirectional ones show a name as another one. */
const HIDDEN = /[\p{Cc}\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/u

/** A name that people give to something: one line, 1 to 100 characters, nothing hidden in it. */
export const DisplayName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(100, 'Use at most 100 characters.')
  .refine((name) => !HIDDEN.test(name), 'Remove the invisible characters.')
