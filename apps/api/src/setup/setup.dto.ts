import { z } from 'zod'
import { OrganizationKind } from '../organizations/organization.dto.js'
import { DisplayName } from '../users/display-name.js'
import { NewPassword } from '../users/password.js'
import { EmailAddress } from '../users/user.dto.js'

export const SetupView = z
  .object({
    needsOwner: z.boolean().describe('Whether nobody can sign in yet.'),
    tokenRequired: z.literal(true).describe('The first owner needs the link that the server prints when it starts.'),
    simulator: z.object({ available: z.boolean() }).describe('Whether the simulated cloud can be used here.'),
    version: z.string(),
  })
  .meta({ id: 'Setup' })

export type SetupView = z.output<typeof SetupView>

export const FirstOwner = z
  .object({
    token: z.string().min(1).max(200).describe('From the link that the server printed.'),
    name: DisplayName,
    email: EmailAddress,
    password: NewPassword,
    organizationName: DisplayName,
    organizationKind: OrganizationKind,
  })
  .meta({ id: 'FirstOwner' })

export type FirstOwner = z.output<typeof FirstOwner>
