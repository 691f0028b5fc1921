import type { CompanyParameter, ControlParameter } from '../../api/shapes.js'
import type { Look } from './verdict-looks.js'

type Source = CompanyParameter['source']

/** Where a value in force comes from. */
export const sourceLooks: Readonly<Record<Source, Look>> = {
  default: { meaning: 'off', label: 'Built in', icon: 'i-lucide-package' },
  organization: { meaning: 'off', label: 'Organization', icon: 'i-lucide-building-2' },
  tenant: { meaning: 'off', label: 'This company', icon: 'i-lucide-map-pin' },
}

/** Where the value in force comes from, what was chosen here, and what holds without that. */
export function provenanceOf(parameter: ControlParameter | CompanyParameter) {
  const above = parameter.organization ? parameter.organization.value : parameter.default
  if (!('source' in parameter)) {
    const own = parameter.organization
    const source: Source = own ? 'organization' : 'default'
    return { source, inForce: own, own, without: parameter.default }
  }
  const { source, tenant, organization } = parameter
  return { source, inForce: tenant ?? organization, own: tenant, without: above }
}
