import { webAddress } from '../address.js'
import type { Severity } from '@tenantry/core'
import type { ReportControl, ReportFramework } from '../report-model.js'
import type { Rules } from '../rules.js'
import { sarifMessage } from './sarif-message.js'

export type SarifLevel = 'error' | 'warning' | 'note' | 'none'

export const LEVELS: Record<Severity, SarifLevel> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
}

/** Code scanning tools sort by this number: above 9 is critical, above 7 high, above 4 medium. */
const SECURITY_SEVERITY: Record<Severity, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' }

/** A control as a rule, with its help. */
export function sarifRule(rules: Rules, control: ReportControl): object {
  const { id, title, rationale, severity, area, remediation, instructions } = control
  return {
    id,
    name: title,
    shortDescription: sarifMessage(`${title}.`),
    fullDescription: sarifMessage(rationale),
    help: sarifMessage([rationale, ...instructions, ...remediation.steps, `Impact: ${remediation.impact}`].join('\n')),
    ...addressed('helpUri', remediation.link),
    defaultConfiguration: { level: LEVELS[severity] },
    relationships: rules.referencesOf(id).map(({ framework, requirement }) => ({
      target: { id: requirement.id, toolComponent: { name: framework.id, index: rules.frameworks.indexOf(framework) } },
      kinds: ['relevant'],
    })),
    properties: {
      tags: [...new Set([area, severity, control.automation])],
      severity,
      'security-severity': SECURITY_SEVERITY[severity],
    },
  }
}

/** A framework as a taxonomy: its requirements are what rules relate to. */
export function sarifTaxonomy({ id, name, version, publisher, url, requirements }: ReportFramework): object {
  return {
    name: id,
    fullName: `${name} ${version}`,
    version,
    organization: publisher,
    ...addressed('informationUri', url),
    isComprehensive: false,
    taxa: requirements.map((requirement) => ({
      id: requirement.id,
      ...(requirement.title !== null && { shortDescription: sarifMessage(requirement.title) }),
      ...(requirement.level !== null && { properties: { level: requirement.level } }),
    })),
  }
}

function addressed(name: string, href: string | null): object {
  const address = webAddress(href)
  return address === undefined ? {} : { [name]: address }
}
