import { nameBasedUuid } from '../name-based-uuid.js'
import type { ReportHead, TenantReport } from '../report-model.js'
import { token } from './oscal-text.js'

/** The id of the party that assesses: the organization that runs the product. */
export function organizationId({ organization }: Pick<ReportHead, 'organization'>): string {
  return nameBasedUuid('organization', organization.id)
}

/** The id of the component that a tenant is. */
export function tenantId({ tenant }: Pick<TenantReport, 'tenant'>): string {
  return nameBasedUuid('tenant', tenant.id)
}

/** The id of what a control asks for. */
export function objectiveId(control: string): string {
  return `${token(control)}_obj`
}

/** An id that follows from the assessment of the tenant. */
export function resultId({ tenant, assessment }: TenantReport, ...names: string[]): string {
  return nameBasedUuid(tenant.id, assessment?.number ?? 0, ...names)
}

/** The id of the component that the product is. */
export function toolId({ product }: Pick<ReportHead, 'product'>): string {
  return nameBasedUuid('product', product.name, product.version)
}

/** Who says so: the product by itself, or a person of the organization. */
export function originOf(head: ReportHead, who: 'tool' | 'party'): object {
  return { actors: [{ type: who, 'actor-uuid': who === 'tool' ? toolId(head) : organizationId(head) }] }
}
