import { grouped } from '../tenants/grouped.js'
import type { ReportControl, ReportFramework, ReportHead, ReportRequirement } from './report-model.js'

/** A requirement that a control answers. */
export interface Reference {
  framework: ReportFramework
  requirement: ReportRequirement
}

/** The controls and frameworks of a report, found by id. */
export class Rules {
  readonly controls: readonly ReportControl[]
  readonly frameworks: readonly ReportFramework[]
  private readonly positions: ReadonlyMap<string, number>
  private readonly references = new Map<string, Reference[]>()

  constructor({ controls, frameworks }: Pick<ReportHead, 'controls' | 'frameworks'>) {
    this.controls = controls
    this.frameworks = frameworks
    this.positions = new Map(controls.map(({ id }, position) => [id, position]))
    for (const framework of frameworks) {
      for (const requirement of framework.requirements) {
        for (const id of requirement.controls) {
          this.references.set(id, [...(this.references.get(id) ?? []), { framework, requirement }])
        }
      }
    }
  }

  control(id: string): ReportControl | undefined {
    return this.controls[this.positionOf(id)]
  }

  /** Its place in the list of controls; -1 where it is not there. */
  positionOf(id: string): number {
    return this.positions.get(id) ?? -1
  }

  /** The requirements that a control answers. */
  referencesOf(control: string): readonly Reference[] {
    return this.references.get(control) ?? []
  }

  /** Those requirements in words, framework by framework, e.g. `SCuBA 2026-08: MS.AAD.1.1v1, MS.AAD.3.1v1`. */
  referenceWords(control: string): string[] {
    return [...grouped(this.referencesOf(control), ({ framework }) => framework)].map(
      ([{ name, version }, references]) =>
        `${name} ${version}: ${references.map(({ requirement }) => requirement.id).join(', ')}`,
    )
  }
}
