import { type Control, resourcesOf } from '@tenantry/core'
import type { Catalogue } from '../assessments/catalogue.js'
import { bySeverity } from '../assessments/controls.service.js'
import { notFound } from '../http/errors.js'
import type { ReportControl, ReportFramework, ReportHead } from './report-model.js'

/** The controls and frameworks of a report: those of the chosen frameworks, or all. Throws `not_found` for an unknown one. */
export function reportRules(
  catalogue: Catalogue,
  chosen: readonly string[],
): Pick<ReportHead, 'controls' | 'frameworks' | 'byFramework'> {
  for (const id of chosen) if (!catalogue.frameworks.has(id)) throw notFound({ what: 'framework' })
  const ids = chosen.length === 0 ? [...catalogue.frameworks.keys()] : chosen
  return {
    byFramework: chosen.length > 0,
    controls: catalogue
      .controlsIn(chosen)
      .toSorted((one, other) => one.control.area.localeCompare(other.control.area, 'en') || bySeverity(one, other))
      .map(({ control }) => controlOf(control)),
    frameworks: ids.flatMap((id) => frameworkOf(catalogue, id) ?? []),
  }
}

function controlOf(control: Control): ReportControl {
  const { id, title, area, severity, rationale, automation, licence, remediation } = control
  return {
    id,
    title,
    area,
    severity,
    rationale,
    automation,
    licence: licence ?? null,
    instructions: control.automation === 'manual' ? [...control.instructions] : [],
    remediation: {
      steps: [...remediation.steps],
      link: remediation.link ?? null,
      impact: remediation.impact,
    },
    resources: resourcesOf([control]).map((resource) => resource.id),
  }
}

/** Without what was withdrawn: nobody asks for that any more. */
function frameworkOf(catalogue: Catalogue, id: string): ReportFramework | undefined {
  const framework = catalogue.frameworks.get(id)?.framework
  if (!framework) return undefined
  const { name, version, publisher, url, requirements } = framework
  return {
    id,
    name,
    version,
    publisher,
    url,
    requirements: requirements
      .filter(({ retired }) => !retired)
      .map((requirement) => ({
        id: requirement.id,
        title: requirement.title ?? null,
        level: requirement.level ?? null,
        marks: [...(requirement.marks ?? [])],
        controls: [...requirement.controls],
      })),
  }
}
