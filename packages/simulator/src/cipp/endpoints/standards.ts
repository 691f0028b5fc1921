import { defaultDomain } from '../../world/domain-names.js'
import { guid } from '../../world/ids.js'
import { hasPremium } from '../../world/licences.js'
import type { Tenant } from '../../world/model.js'
import { type CippCall, type Endpoint, ok } from '../call.js'
import type { Managed } from '../managed-tenants.js'
import { cachedAt } from './mailboxes.js'

/** What the partner's one template asks of every customer. */
const STANDARDS = [
  { name: 'standards.AuditLog', expected: { enabled: true }, premium: false },
  { name: 'standards.DisableSMS', expected: { enabled: false }, premium: false },
  { name: 'standards.ExternalMFATrusted', expected: { trusted: true }, premium: true },
  { name: 'standards.OauthConsent', expected: { allowed: false }, premium: false },
  { name: 'standards.PasswordExpireDisabled', expected: { expires: false }, premium: false },
  { name: 'standards.SpoofWarn', expected: { enabled: true }, premium: false },
  { name: 'standards.unmanagedSync', expected: { blocked: true }, premium: false },
] as const

const TEMPLATE_NAME = 'Baseline'

interface Setting {
  standardName: string
  compliant: boolean
  licenseAvailable: boolean
  expectedValue: string
  currentValue: string
}

function settings(tenant: Tenant): Setting[] {
  return STANDARDS.map(({ name, expected, premium }) => {
    const compliant = tenant.good(name)
    const licenseAvailable = !premium || hasPremium(tenant, 'P1')
    const current = compliant
      ? expected
      : Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, !value]))
    return {
      standardName: name,
      compliant,
      licenseAvailable,
      expectedValue: JSON.stringify(expected),
      currentValue: JSON.stringify(current),
    }
  })
}

const templateId = (call: CippCall) => guid(call.instance.appId, 'standards')
const customers = (call: CippCall): Managed[] => call.tenants().filter(({ tenant }) => tenant !== call.instance.partner)

/** The customers that are asked about; all of them, unless one is named. */
function asked(call: CippCall): Managed[] {
  const filter = call.query('tenantFilter')
  if (filter === undefined || filter.toLowerCase() === 'alltenants') return customers(call)
  return [call.findTenant(filter) ?? []].flat()
}

function alignment(call: CippCall) {
  const latestDataCollection = cachedAt(call.now).toISOString()
  const facts = {
    standardName: TEMPLATE_NAME,
    standardType: 'classic',
    standardId: templateId(call),
    latestDataCollection,
  }
  if (call.query('granular')?.toLowerCase() === 'true') {
    return ok(
      asked(call).flatMap(({ tenant }) =>
        settings(tenant).map((setting) => ({
          ...facts,
          ...setting,
          tenantFilter: defaultDomain(tenant),
          complianceStatus: setting.licenseAvailable
            ? setting.compliant
              ? 'Compliant'
              : 'Non-Compliant'
            : 'License Missing',
          deviationStatus: null,
        })),
      ),
    )
  }
  return ok(
    asked(call).map(({ tenant }) => {
      const all = settings(tenant)
      const percent = (matches: (setting: Setting) => boolean) =>
        Math.round((all.filter(matches).length / all.length) * 100)
      const score = percent(({ compliant, licenseAvailable }) => compliant && licenseAvailable)
      const missing = percent(({ licenseAvailable }) => !licenseAvailable)
      return {
        ...facts,
        tenantFilter: defaultDomain(tenant),
        alignmentScore: score,
        LicenseMissingPercentage: missing,
        combinedAlignmentScore: Math.min(100, score + missing),
        pendingDeviationsCount: 0,
        deniedDeviationsCount: 0,
      }
    }),
  )
}

function compare(call: CippCall) {
  const LastRefresh = cachedAt(call.now).toISOString()
  return ok(
    asked(call).map(({ tenant }) => ({
      tenantFilter: defaultDomain(tenant),
      ...Object.fromEntries(
        settings(tenant).map(({ standardName, compliant, licenseAvailable, currentValue, expectedValue }) => [
          standardName,
          {
            Value: compliant,
            LastRefresh,
            TemplateId: templateId(call),
            LicenseAvailable: licenseAvailable,
            CurrentValue: currentValue,
            ExpectedValue: expectedValue,
          },
        ]),
      ),
    })),
  )
}

function drift(call: CippCall) {
  return ok(
    asked(call).map(({ tenant }) => {
      const deviations = settings(tenant).filter(({ compliant }) => !compliant)
      return {
        tenantFilter: defaultDomain(tenant),
        standardName: TEMPLATE_NAME,
        alignedCount: STANDARDS.length - deviations.length,
        currentDeviationsCount: deviations.length,
        currentDeviations: deviations.map(({ standardName, currentValue, expectedValue }) => ({
          standardName,
          receivedValue: currentValue,
          expectedValue,
          Status: 'New',
        })),
      }
    }),
  )
}

const template = (call: CippCall) => ({
  GUID: templateId(call),
  templateName: TEMPLATE_NAME,
  type: 'classic',
  runManually: false,
  tenantFilter: [{ value: 'AllTenants', label: 'All Tenants' }],
  standards: Object.fromEntries(
    STANDARDS.map(({ name }) => [name.replace('standards.', ''), { action: [{ value: 'Report' }] }]),
  ),
})

export const standardEndpoints: Record<string, Endpoint> = {
  ListTenantAlignment: { permission: 'Tenant.Standards.Read', anyTenant: true, answer: alignment },
  ListTenantDrift: { permission: 'Tenant.Standards.Read', anyTenant: true, answer: drift },
  ListStandardsCompare: { permission: 'Tenant.BestPracticeAnalyser.Read', anyTenant: true, answer: compare },
  ListStandards: {
    permission: 'Tenant.Standards.Read',
    anyTenant: true,
    answer: (call) =>
      ok(asked(call).map(({ tenant }) => ({ Tenant: defaultDomain(tenant), Standard: template(call).standards }))),
  },
  listStandardTemplates: {
    permission: 'Tenant.Standards.Read',
    anyTenant: true,
    answer: (call) => ok([template(call)]),
  },
}
