import { z } from 'zod'
import { PageQuery, pageOf } from '../http/pages.js'
import { RoleName } from '../roles/role.dto.js'
import { DisplayName } from '../users/display-name.js'
import { EmailAddress } from '../users/user.dto.js'

export const NewInvitation = z.object({ email: EmailAddress, role: RoleName }).meta({ id: 'NewInvitation' })

export type NewInvitation = z.output<typeof NewInvitation>

const shown = {
  id: z.uuid(),
  role: RoleName,
  invitedBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
}

export const InvitationView = z
  .object({ ...shown, email: z.string().nullable().describe('Null for whoever lacks `personalData:read`.') })
  .meta({ id: 'Invitation' })

export type InvitationView = z.output<typeof InvitationView>

export const InvitationPage = pageOf(InvitationView, 'InvitationPage')

export const InvitationQuery = PageQuery

export const SentInvitation = z
  .object({
    ...shown,
    email: z.string(),
    link: z.string().describe('Shown this once. Hand it to the person yourself.'),
  })
  .meta({ id: 'SentInvitation' })

export type SentInvitation = z.output<typeof SentInvitation>

export const OpenedInvitation = z
  .object({
    organizationName: z.string(),
    email: z.string(),
    role: RoleName,
    expiresAt: z.iso.datetime(),
    userExists: z.boolean().describe('Whether to ask for the password of the account or to make one.'),
  })
  .meta({ id: 'OpenedInvitation' })

export type OpenedInvitation = z.output<typeof OpenedInvitation>

export const Acceptance = z
  .object({
    name: DisplayName.optional().describe('For a new account.'),
    password: z
      .string()
      .max(256, 'Use at most 256 characters.')
      .describe('Of the account with this address, or for the new one.'),
  })
  .meta({ id: 'Acceptance' })

export type Acceptance = z.output<typeof Acceptance>
