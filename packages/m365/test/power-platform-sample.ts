export const TENANT = '3f1d9c52-7a0e-4c1b-8f52-0d9f3b2a1c01'

/** A data policy as Power Platform writes it. */
export function dataPolicy(
  environmentType: string,
  environments: string[] = [],
  changes: Record<string, unknown> = {},
) {
  return {
    name: '8a1b6f0c-2c9d-4a0e-9d43-5d0c1e2f3a4b',
    displayName: 'Company data',
    environmentType,
    environments: environments.map((name) => ({ name })),
    connectorGroups: [],
    ...changes,
  }
}

/** Data policies in the pages they come in. */
export function dataPolicyPages(...value: unknown[]) {
  return { 'meta:tenantId': TENANT, 'powerplatform:dlp_policies': [{ value }] }
}
