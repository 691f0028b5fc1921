/** The address of one company. */
export interface CompanyRef {
  organizationId: string
  tenantId: string
}

export const ofOrganization = (organizationId: string) => ({ params: { path: { organizationId } } })
export const ofCompany = ({ organizationId, tenantId }: CompanyRef) => ({
  params: { path: { organizationId, tenantId } },
})

/** Sent again by a bad line, an order is carried out once. */
export const once = () => ({ 'Idempotency-Key': crypto.randomUUID() })
