import { readData } from '../data.js'
import { hasPlan, type Sku } from '../world/licences.js'
import type { Entity, Tenant } from '../world/model.js'

export type MailboxPlan = 'ExchangeOnline' | 'ExchangeOnlineEnterprise' | 'ExchangeOnlineDeskless'

const PLANS: Record<string, MailboxPlan> = {
  EXCHANGE_S_STANDARD: 'ExchangeOnline',
  EXCHANGE_S_ENTERPRISE: 'ExchangeOnlineEnterprise',
  EXCHANGE_S_DESKLESS: 'ExchangeOnlineDeskless',
}

/** SKU id to the service plan that gives a mailbox. */
const mailboxPlans = new Map(
  (readData('skus.json') as Sku[]).flatMap(({ skuId, servicePlans }) => {
    const plan = servicePlans.find(({ servicePlanName }) => servicePlanName in PLANS)
    return plan ? [[skuId, plan] as const] : []
  }),
)

/** The kind of mailbox that a person's licences give, if any. */
export function mailboxPlanOf(user: Entity): MailboxPlan | undefined {
  const assigned = (user['assignedLicenses'] ?? []) as { skuId: string; disabledPlans?: string[] }[]
  let found: MailboxPlan | undefined
  for (const { skuId, disabledPlans } of assigned) {
    const plan = mailboxPlans.get(skuId)
    if (!plan || disabledPlans?.includes(plan.servicePlanId)) continue
    const name = PLANS[plan.servicePlanName]
    if (name === 'ExchangeOnlineEnterprise') return name
    found = found === 'ExchangeOnline' ? found : name
  }
  return found
}

function hasAny(tenant: Tenant, plans: readonly string[]): boolean {
  return hasPlan(tenant, (plan) => plans.includes(plan))
}

/** Defender for Office 365 Plan 1 or more. */
export const hasDefender = (tenant: Tenant) => hasAny(tenant, ['ATP_ENTERPRISE', 'THREAT_INTELLIGENCE'])
export const hasDefenderPlan2 = (tenant: Tenant) => hasAny(tenant, ['THREAT_INTELLIGENCE'])
export const hasSafeDocuments = (tenant: Tenant) => hasAny(tenant, ['SAFEDOCS'])
export const hasCustomerLockbox = (tenant: Tenant) => hasAny(tenant, ['LOCKBOX_ENTERPRISE'])
/** Data loss prevention of Exchange, SharePoint and OneDrive. */
export const hasDlp = (tenant: Tenant) =>
  hasAny(tenant, ['EXCHANGE_S_ENTERPRISE', 'MIP_S_CLP1', 'COMMUNICATIONS_DLP', 'BPOS_S_DlpAddOn'])
/** Data loss prevention of Teams and devices as well. */
export const hasDlpEverywhere = (tenant: Tenant) => hasAny(tenant, ['COMMUNICATIONS_DLP', 'MICROSOFTENDPOINTDLP'])
export const hasAdvancedAudit = (tenant: Tenant) => hasAny(tenant, ['M365_ADVANCED_AUDITING'])
export const hasTeams = (tenant: Tenant) => hasAny(tenant, ['TEAMS1', 'TEAMS_GOV', 'MCO_TEAMS_IW'])
