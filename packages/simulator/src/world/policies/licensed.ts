import { hasPlan } from '../licences.js'
import type { Tenant } from '../model.js'

/** Products beyond Entra, by the service plans that carry them. */
const PRODUCTS = {
  intune: /^INTUNE_(A|SMBIZ)$/,
  teams: /^TEAMS1$/,
  forms: /^(FORMS_PLAN|OFFICE_FORMS)/,
  officeApps: /^(OFFICESUBSCRIPTION|OFFICE_BUSINESS)$/,
  insiderRisk: /^INSIDER_RISK/,
  informationProtection: /^(RMS_S_PREMIUM|MIP_S_CLP1)/,
  defenderForIdentity: /^ATA$/,
  defenderForEndpoint: /^(WINDEFATP|MDE_LITE|MDE_SMB)$/,
  defenderForOffice: /^(ATP_ENTERPRISE|THREAT_INTELLIGENCE)$/,
  defenderForCloudApps: /^ADALLOM_S_STANDALONE$/,
  /** Advanced hunting comes with the plans that feed Defender XDR. */
  advancedHunting: /^(WINDEFATP|THREAT_INTELLIGENCE|ATA|ADALLOM_S_STANDALONE)$/,
} satisfies Record<string, RegExp>

export type Product = keyof typeof PRODUCTS

export function hasProduct(tenant: Tenant, product: Product): boolean {
  return hasPlan(tenant, (servicePlanName) => PRODUCTS[product].test(servicePlanName))
}
