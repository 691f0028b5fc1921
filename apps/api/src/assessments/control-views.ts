import type { Control } from '@tenantry/core'
import type { z } from 'zod'
import type { Catalogue, KnownControl } from './catalogue.js'
import type { ControlDetail, ControlSummary } from './catalogue.dto.js'
import type { StandingCounts } from './fleet-counts.js'
import type { ControlRef } from './verdicts.dto.js'

/** A control as results name it. */
export function controlRefOf({ id, title, area, severity, automation }: Control): z.output<typeof ControlRef> {
  return { id, title, area, severity, automation }
}

/** A control as results name it, also one that is no longer there. */
export function controlRefIn(catalogue: Catalogue, id: string): z.output<typeof ControlRef> {
  const known = catalogue.controls.get(id)
  return known ? controlRefOf(known.control) : { id, title: id, area: '', severity: 'low', automation: 'automated' }
}

/** A control as lists show it. */
export function controlSummaryOf(
  catalogue: Catalogue,
  { control, source }: KnownControl,
  tenants: StandingCounts,
): z.output<typeof ControlSummary> {
  return {
    ...controlRefOf(control),
    tenants,
    licence: control.licence ?? null,
    source,
    frameworks: catalogue.frameworksOf(control.id).map((id) => ({
      id,
      requirements: requirementsOf(catalogue, id, control.id).map((requirement) => requirement.id),
    })),
  }
}

/** A control with all that a page about it says. */
export function controlDetailOf(
  catalogue: Catalogue,
  known: KnownControl,
  tenants: StandingCounts,
): z.output<typeof ControlDetail> {
  const { control } = known
  const automated = control.automation === 'automated' ? control : undefined
  const manual = control.automation === 'manual' ? control : undefined
  const looks = (resources: object, needed: boolean) =>
    Object.values(resources as NonNullable<typeof automated>['needs']).map(({ id, name, service, unread }) => ({
      id,
      name,
      service,
      unread: unread ?? null,
      needed,
    }))
  return {
    ...controlSummaryOf(catalogue, known, tenants),
    rationale: control.rationale,
    remediation: {
      steps: [...control.remediation.steps],
      link: control.remediation.link ?? null,
      impact: control.remediation.impact,
    },
    instructions: [...(manual?.instructions ?? [])],
    because: manual?.because ?? null,
    resources: [...looks(automated?.needs ?? {}, true), ...looks(automated?.wants ?? {}, false)],
    parameters: Object.values(automated?.parameters ?? {}).map(({ id, name, help }) => ({ id, name, help })),
    requirements: catalogue.frameworksOf(control.id).flatMap((id) => {
      const framework = catalogue.frameworks.get(id)?.framework
      return requirementsOf(catalogue, id, control.id).map((requirement) => ({
        frameworkId: id,
        framework: framework?.name ?? id,
        version: framework?.version ?? '',
        id: requirement.id,
        title: requirement.title ?? null,
      }))
    }),
  }
}

function requirementsOf(catalogue: Catalogue, framework: string, control: string) {
  const requirements = catalogue.frameworks.get(framework)?.framework.requirements ?? []
  return requirements.filter(({ controls }) => controls.includes(control))
}
