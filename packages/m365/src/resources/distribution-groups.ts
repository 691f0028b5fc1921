import { z } from 'zod'

/** A distribution list or mail-enabled security group. https://learn.microsoft.com/powershell/module/exchange/get-distributiongroup */
export const distributionGroup = z.looseObject({
  Guid: z.string(),
  ExternalDirectoryObjectId: z.string().nullish(),
  DisplayName: z.string(),
  PrimarySmtpAddress: z.string(),
})
