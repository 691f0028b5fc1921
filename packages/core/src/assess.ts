import type { AutomatedControl, Control, Parameter } from './control.js'
import { manual, notApplicable, notAssessed, type Outcome } from './outcome.js'
import type { Facts, Reading } from './reading.js'
import type { Resource } from './resource.js'

/** Values of parameters by their id; what is absent has its default. */
export type ParameterValues = Readonly<Record<string, unknown>>

/**
 * Judges one control by the facts. A fact that could not be had becomes *not assessed* with its cause, never a pass or a
 * failure. A fault of the control itself throws.
 */
export function assess(control: Control, facts: Facts, values: ParameterValues = {}): Outcome {
  if (control.automation === 'manual') return manual(control.because)
  const known: Record<string, unknown> = {}
  let obstacle: Obstacle | undefined
  // Plain loops: this runs once for each control of each tenant.
  for (const name in control.needs) {
    const resource = control.needs[name] as Resource
    const reading = facts.read(resource)
    if (reading.status === 'read') known[name] = reading.value
    else if (!obstacle || moreTelling(reading, obstacle.reading)) obstacle = { resource, reading }
  }
  if (obstacle) return withoutFact(obstacle)
  for (const name in control.wants) {
    const reading = facts.read(control.wants[name] as Resource)
    if (reading.status === 'read') known[name] = reading.value
  }
  const outcome = control.evaluate(known, parametersOf(control, values), facts.takenAt)
  const lacking = outcome.lacks === undefined ? undefined : control.wants[outcome.lacks]
  const reading = lacking && facts.read(lacking)
  return reading && reading.status !== 'read' ? withoutFact({ resource: lacking, reading }) : outcome
}

type Unread = Exclude<Reading, { status: 'read' }>

interface Obstacle {
  resource: Resource
  reading: Unread
}

/** The most telling first: of a tenant without the service it matters little that something else was not permitted. */
const obstacles: readonly Unread['status'][] = ['notApplicable', 'notPermitted', 'notLicensed', 'error', 'notRead']

function moreTelling(one: Unread, other: Unread): boolean {
  return obstacles.indexOf(one.status) < obstacles.indexOf(other.status)
}

function withoutFact({ resource, reading }: Obstacle): Outcome {
  switch (reading.status) {
    case 'notApplicable':
      return notApplicable(reading.reason)
    case 'notPermitted':
      return notAssessed(
        'notPermitted',
        `“${resource.name}” may not be read: ${reading.reason ?? `${anyOf(reading.permissions)} is missing.`}`,
        {
          permissions: reading.permissions,
        },
      )
    case 'notLicensed':
      return notAssessed('notLicensed', `“${resource.name}” can only be read with ${reading.licence}.`, {
        licence: reading.licence,
      })
    case 'error':
      return notAssessed('error', `“${resource.name}” could not be read: ${reading.problem.why}`)
    default:
      return notAssessed('notRead', reading.reason)
  }
}

function anyOf(permissions: readonly string[]): string {
  return permissions.length === 0 ? 'a permission' : permissions.join(' or ')
}

function parametersOf(control: AutomatedControl, values: ParameterValues): Record<string, unknown> {
  const parameters: Record<string, unknown> = {}
  for (const name in control.parameters) {
    const { id, schema, default: usual } = control.parameters[name] as Parameter
    const chosen = values[id]
    parameters[name] = chosen === undefined ? usual : schema.parse(chosen)
  }
  return parameters
}
