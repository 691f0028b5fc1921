import { z } from 'zod'
import { OrganizationKind } from '../organizations/organization.dto.js'
import { PermissionName, RoleName } from '../roles/role.dto.js'
import { EmailAddress } from '../users/user.dto.js'
import { PresentedPassword } from '../users/password.js'

export const SignIn = z.object({ email: EmailAddress, password: PresentedPassword }).meta({ id: 'SignIn' })

export type SignIn = z.output<typeof SignIn>

export const UserView = z.object({ id: z.uuid(), name: z.string(), email: z.string() }).meta({ id: 'User' })

export const SessionView = z
  .object({
    user: UserView,
    memberships: z.array(
      z.object({
        organizationId: z.uuid(),
        organizationName: z.string(),
        organizationKind: OrganizationKind,
        role: RoleName,
        permissions: z.array(PermissionName),
      }),
    ),
    expiresAt: z.iso.datetime().describe('When the session ends unless it is used again.'),
    authenticatedAt: z.iso.datetime().describe('When the password was entered.'),
  })
  .meta({ id: 'Session' })

export type SessionView = z.output<typeof SessionView>

export const OwnSession = z
  .object({
    id: z.uuid(),
    current: z.boolean().describe('Whether this request belongs to it.'),
    authenticatedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    ip: z.string(),
    userAgent: z.string(),
  })
  .meta({ id: 'OwnSession' })

export const OwnSessionList = z
  .object({ items: z.array(OwnSession), nextCursor: z.null() })
  .meta({ id: 'OwnSessionList' })

export type OwnSessionList = z.output<typeof OwnSessionList>
