import type { AutomatedControl, Control } from './control.js'
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
  const readings = Object.entries(control.needs).map(([name, resource]) => ({
    name,
    resource,
    reading: facts.read(resource),
  }))
  const [obstacle] = readings
    .flatMap(({ resource, reading }) => (reading.status === 'read' ? [] : [{ resource, reading }]))
    .toSorted((a, b) => obstacles.indexOf(a.reading.status) - obstacles.indexOf(b.reading.status))
  if (obstacle) return withoutFact(obstacle.resource, obstacle.reading)
  const wants = wanted(control, facts)
  const known = [...readings, ...wants].flatMap(({ name, reading }) =>
    reading.status === 'read' ? [[name, reading.value] as const] : [],
  )
  const outcome = control.evaluate(Object.fromEntries(known), parametersOf(control, values), facts.takenAt)
  const lacking = wants.find(({ name }) => name === outcome.lacks)
  return lacking && lacking.reading.status !== 'read' ? withoutFact(lacking.resource, lacking.reading) : outcome
}

/** The most telling first: of a tenant without the service it matters little that something else was not permitted. */
type Unread = Exclude<Reading, { status: 'read' }>

const obstacles: readonly Unread['status'][] = ['notApplicable', 'notPermitted', 'notLicensed', 'error', 'notRead']

function wanted(control: AutomatedControl, facts: Facts) {
  return Object.entries(control.wants).map(([name, resource]) => ({ name, resource, reading: facts.read(resource) }))
}

function withoutFact(resource: Resource, reading: Unread): Outcome {
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
  return Object.fromEntries(
    Object.entries(control.parameters).map(([name, { id, schema, default: usual }]) => {
      const chosen = values[id]
      return [name, chosen === undefined ? usual : schema.parse(chosen)]
    }),
  )
}
