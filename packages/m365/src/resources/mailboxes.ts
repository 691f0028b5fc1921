import { z } from 'zod'

/** A list of texts. Where Exchange was asked through PowerShell’s JSON, it may come as one text with blanks between. */
const texts = z.union([z.array(z.string()), z.string(), z.null(), z.undefined()]).transform((value) => {
  if (Array.isArray(value)) return value
  return (value ?? '').split(/[\s,]+/).filter((text) => text !== '')
})

/** A recipient has an id of the directory, save contacts and the like, which have only one of Exchange. */
const identified = { Guid: z.string(), ExternalDirectoryObjectId: z.string().nullish() }

/** https://learn.microsoft.com/powershell/module/exchange/get-mailbox */
export const mailbox = z.looseObject({
  ...identified,
  DisplayName: z.string(),
  PrimarySmtpAddress: z.string(),
  RecipientTypeDetails: z.string().nullish(),
})

/** Whoever may send on behalf of a mailbox, by the names that Exchange keeps. */
export const mailboxDelegates = z.looseObject({
  GrantSendOnBehalfTo: z.union([z.array(z.string()), z.string(), z.null(), z.undefined()]),
})

/** https://learn.microsoft.com/powershell/module/exchange/get-distributiongroupmember */
export const distributionGroupMember = z.looseObject({
  ...identified,
  DisplayName: z.string().nullish(),
  Name: z.string(),
  PrimarySmtpAddress: z.string().nullish(),
})

/** https://learn.microsoft.com/powershell/module/exchange/get-mailboxpermission */
export const mailboxPermission = z.looseObject({
  User: z.string(),
  AccessRights: texts,
  Deny: z.boolean().nullish(),
  IsInherited: z.boolean().nullish(),
})

/** https://learn.microsoft.com/powershell/module/exchange/get-recipientpermission */
export const recipientPermission = z.looseObject({
  Trustee: z.string(),
  AccessRights: texts,
  AccessControlType: z.string().nullish(),
  IsInherited: z.boolean().nullish(),
})

/** https://learn.microsoft.com/powershell/module/exchange/get-recipient */
export const recipient = z.looseObject({
  Name: z.string(),
  PrimarySmtpAddress: z.string().nullish(),
  WindowsLiveID: z.string().nullish(),
})
