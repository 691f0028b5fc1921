import type { ReportEvidence, ReportHead } from '../report-model.js'
import { standingWords, valueWords } from '../words.js'
import { originOf, tenantId } from './oscal-ids.js'
import { listed, property } from './oscal-text.js'
import type { Told } from './told.js'

/** What was seen of a control, with the values that decided and when they were read. */
export function oscalObservation(head: ReportHead, { control, verdict, report, observation }: Told): object {
  const attestation = report.attestations.find(({ id }) => id === verdict.attestation)
  return {
    uuid: observation,
    title: `${standingWords(verdict)}: ${control.title}`,
    description: verdict.reason,
    props: [
      ...property('control', control.id),
      ...property('standing', verdict.standing),
      ...property('cause', verdict.cause),
      ...property('missing-licence', verdict.licence),
      ...verdict.permissions.flatMap((permission) => property('missing-permission', permission)),
      ...verdict.warnings.flatMap((warning) => property('warning', warning)),
      ...property('since', verdict.since),
    ],
    methods: [attestation ? 'EXAMINE' : 'TEST'],
    types: ['control-objective'],
    origins: [originOf(head, attestation ? 'party' : 'tool')],
    subjects: [{ 'subject-uuid': tenantId(report), type: 'component' }],
    ...listed('relevant-evidence', verdict.evidence.map(evidenceOf)),
    collected: attestation?.at ?? collectedAt(control.resources, report),
    ...(attestation && { expires: attestation.validUntil }),
    ...(verdict.evidenceLeftOut > 0 && { remarks: `${verdict.evidenceLeftOut} more pieces of evidence are left out.` }),
  }
}

function evidenceOf({ object, id, resource, property: name, value, expected, ok }: ReportEvidence): object {
  const found = `${name === null ? object : `${object}: ${name}`} is ${valueWords(value)}`
  return {
    description: expected === null ? found : `${found}; wanted: ${expected}`,
    props: [
      ...property('object', object),
      ...property('object-id', id),
      ...property('resource', resource),
      ...property('property', name),
      ...property('as-wanted', String(ok)),
    ],
  }
}

/** When the last of the facts was read. */
function collectedAt(resources: readonly string[], { sources, snapshot, assessment }: Told['report']): string {
  const times = sources.flatMap(({ resource, readAt }) =>
    resources.includes(resource) && readAt !== null ? readAt : [],
  )
  return times.toSorted().at(-1) ?? snapshot?.startedAt ?? assessment?.startedAt ?? '1970-01-01T00:00:00.000Z'
}
