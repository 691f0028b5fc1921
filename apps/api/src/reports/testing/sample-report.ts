import type { ReportHead, ReportModel, ReportTenant, TenantReport } from '../report-model.js'
import { byEffect, summarise } from '../tenant-summary.js'
import { sampleControls, sampleFrameworks } from './sample-controls.js'
import { sampleTenant } from './sample-tenant.js'

/** A report whose tenants stand in a list. */
export interface SampleReport extends ReportModel {
  tenants: TenantReport[]
}

const rules = { controls: [...sampleControls], frameworks: [...sampleFrameworks] }

/** A report made by hand: about tenants with every standing and every cause, with exceptions, attestations and gaps. */
export function sampleReport(names: readonly string[] = ['Fourth Coffee']): SampleReport {
  return reportOf(names.map((name, index) => sampleTenant(rules, tenantNamed(name, index))))
}

/** A report about a tenant of which nothing is known. */
export function emptyReport(): SampleReport {
  return reportOf([
    {
      tenant: tenantNamed('Nothing Yet', 0),
      assessment: null,
      snapshot: null,
      ...summarise(rules, []),
      verdicts: [],
      previous: null,
      changes: [],
      exceptions: [],
      attestations: [],
      sources: [],
    },
  ])
}

function tenantNamed(name: string, index: number): ReportTenant {
  const number = String(index).padStart(4, '0')
  return {
    id: `2b7e1516-28ae-4d2a-96ab-f7158809${number}`,
    providerTenantId: `9c0f5b1a-77f0-4b6a-8f1e-2d6c4f0e${number}`,
    name,
    domain: `${name.toLowerCase().replaceAll(' ', '')}.example`,
  }
}

function reportOf(tenants: TenantReport[]): SampleReport {
  const failing = new Map<string, number>()
  for (const { verdicts } of tenants) {
    for (const { control, standing } of verdicts) {
      if (standing === 'fail') failing.set(control, (failing.get(control) ?? 0) + 1)
    }
  }
  const head: ReportHead = {
    organization: { id: '11111111-2222-4333-8444-555555555555', name: 'Northwind Managed Services' },
    scope: tenants.length === 1 ? 'tenant' : 'tenants',
    product: { name: 'Tenantry', version: '0.1.0' },
    madeAt: '2026-11-18T10:15:00.000Z',
    asOf: tenants[0]?.assessment?.endedAt ?? null,
    evidence: 'full',
    byFramework: true,
    ...rules,
    overview: tenants.map(({ tenant, assessment, snapshot, score }) => ({ tenant, assessment, snapshot, score })),
    failing: byEffect(
      rules.controls,
      [...failing].map(([control, count]) => ({ control, tenants: count })),
    ),
  }
  const branding = { name: 'Northwind Managed Services', accentColour: '#1f4e79', logo: null, footer: 'Confidential' }
  return { head, branding, tenants }
}

/** The same report with every text in it replaced, e.g. by an attack; what is not free text stays. */
export function withEveryText(report: SampleReport, replace: (text: string, path: string) => string): SampleReport {
  return { ...(replaced(report, replace, '') as SampleReport) }
}

const FIXED =
  /\.(?:standing|cause|because|severity|automation|status|scope|evidence|verdict|kind)$|(?:At|asOf|since|Until|\.at)$|\.accentColour$/

function replaced(value: unknown, replace: (text: string, path: string) => string, path: string): unknown {
  if (typeof value === 'string') return FIXED.test(path) ? value : replace(value, path)
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item, index) => replaced(item, replace, `${path}[${index}]`))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaced(item, replace, `${path}.${key}`)]),
  )
}
