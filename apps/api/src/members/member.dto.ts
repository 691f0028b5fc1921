import { z } from 'zod'
import { PageQuery, pageOf } from '../http/pages.js'
import { RoleName } from '../roles/role.dto.js'

export const MemberView = z
  .object({
    userId: z.uuid(),
    name: z.string(),
    email: z.string().nullable().describe('Null for whoever lacks `personalData:read`.'),
    role: RoleName,
    joinedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().nullable().describe('Null when never, and for whoever lacks `personalData:read`.'),
  })
  .meta({ id: 'Member' })

export type MemberView = z.output<typeof MemberView>

export const MemberPage = pageOf(MemberView, 'MemberPage')

export const MemberQuery = PageQuery

export const MemberChange = z.object({ role: RoleName }).meta({ id: 'MemberChange' })

export type MemberChange = z.output<typeof MemberChange>
