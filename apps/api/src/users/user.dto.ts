import { z } from 'zod'

/** An e-mail address, in the one form it is stored and compared in. */
export const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'This is too long for an e-mail address.')
  .pipe(z.email('This is not an e-mail address.'))
