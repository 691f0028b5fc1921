import type { Schema } from '@tenantry/api-client'
import type { LocationQuery } from 'vue-router'
import type { TenantFilter, TenantListing } from '../../queries/tenants.js'

/** One look at the companies: how far they are. */
export type Stage = 'all' | 'pending' | 'propagating' | 'ready' | 'attention'

/** What the address says about which companies are shown. */
export interface CompaniesView {
  stage: Stage
  search: string
  groupId?: string
  tag?: string
  connectionId?: string
  relationship?: NonNullable<TenantFilter['relationship']> | 'soon'
  gone: boolean
  sort: NonNullable<TenantListing['sort']>
  descending: boolean
}

const stages = ['pending', 'propagating', 'ready', 'attention'] as const
const relationships = ['none', 'pending', 'active', 'expiring', 'ended', 'soon'] as const
/** What counts as ending soon. */
const SOON_DAYS = 30
const sorts = ['name', 'relationshipEndsAt', 'verifiedAt', 'readySince'] as const

const oneOf = <T extends string>(value: unknown, allowed: readonly T[]) => allowed.find((each) => each === value)
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export function readView(query: LocationQuery): CompaniesView {
  const sort = text(query['sort'])
  const relationship = oneOf(query['relationship'], relationships)
  const [groupId, tag, connectionId] = [text(query['group']), text(query['tag']), text(query['connection'])]
  return {
    stage: oneOf(query['show'], stages) ?? 'all',
    search: text(query['q']) ?? '',
    gone: query['gone'] === 'yes',
    sort: oneOf(sort?.replace(/^-/, ''), sorts) ?? 'name',
    descending: sort?.startsWith('-') ?? false,
    ...(groupId && { groupId }),
    ...(tag && { tag }),
    ...(connectionId && { connectionId }),
    ...(relationship && { relationship }),
  }
}

/** Which companies a view counts by how far they are: all of its filters but that one. */
export function countedBy({ search, groupId, tag, connectionId, relationship }: CompaniesView): TenantFilter {
  return {
    ...(search && { q: search }),
    ...(groupId && { groupId }),
    ...(tag && { tag }),
    ...(connectionId && { connectionId }),
    ...(relationship === 'soon' ? { endsWithinDays: SOON_DAYS } : relationship && { relationship }),
  }
}

/** Which companies a view lists. */
export function listedBy(view: CompaniesView): TenantListing {
  return {
    ...countedBy(view),
    ...(view.stage !== 'all' && { stage: view.stage }),
    ...(view.gone && { gone: 'true' as const }),
    ...(view.sort !== 'name' && { sort: view.sort }),
    ...(view.descending && { descending: 'true' as const }),
  }
}

export const isFiltered = ({ stage, search, groupId, tag, connectionId, relationship, gone }: CompaniesView) =>
  stage !== 'all' || search !== '' || Boolean(groupId ?? tag ?? connectionId ?? relationship) || gone

/** Whether all there is, is the one tenant of a company: nothing to choose among. What a search left is not all there is. */
export const isOnlyOne = (organizationKind: string | undefined, total: number, view: CompaniesView) =>
  organizationKind === 'company' && total <= 1 && !isFiltered(view)

export type StageCounts = Schema<'TenantCounts'>['stages']
