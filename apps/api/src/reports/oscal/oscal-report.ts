import { jsonObject } from '../json-stream.js'
import { nameBasedUuid } from '../name-based-uuid.js'
import type { ReportFramework, ReportHead, ReportModel } from '../report-model.js'
import { Rules } from '../rules.js'
import { subjectOf } from '../words.js'
import { objectiveId, organizationId } from './oscal-ids.js'
import { oscalResult } from './oscal-result.js'
import { hrefsOf, listed, oneLine, property, token } from './oscal-text.js'

/**
 * Writes a report as assessment results of OSCAL 1.1.3. Its ids follow from what they name and its time is that of the
 * assessment, so that the same assessment gives the same document.
 */
export async function* oscalReport({ head, tenants }: ReportModel): AsyncGenerator<string> {
  const rules = new Rules(head)
  yield '{"assessment-results":'
  yield* jsonObject(documentOf(head), { results: results(head, rules, tenants) })
  yield '}\n'
}

async function* results(head: ReportHead, rules: Rules, tenants: ReportModel['tenants']): AsyncGenerator<object> {
  for await (const report of tenants) yield oscalResult(head, rules, report)
}

function documentOf(head: ReportHead): object {
  const { organization, product, asOf, overview, byFramework, frameworks, evidence } = head
  const about = overview.map(({ tenant, assessment }) => [tenant.id, assessment?.number ?? 0])
  const chosen = byFramework ? frameworks.map(({ id }) => id) : []
  const name = JSON.stringify([about, chosen, evidence])
  const plan = nameBasedUuid('plan', name)
  return {
    uuid: nameBasedUuid('assessment-results', name),
    metadata: {
      title: `Compliance of ${subjectOf(head)}`,
      'last-modified': asOf ?? '1970-01-01T00:00:00.000Z',
      version: oneLine(about.map(([, number]) => number).join('.')) || '0',
      'oscal-version': '1.1.3',
      props: [...property('product', product.name), ...property('product-version', product.version)],
      roles: [{ id: 'assessor', title: 'Assessor' }],
      parties: [
        { uuid: organizationId(head), type: 'organization', name: oneLine(organization.name) || 'Organization' },
      ],
      'responsible-parties': [{ 'role-id': 'assessor', 'party-uuids': [organizationId(head)] }],
    },
    'import-ap': { href: `#${plan}` },
    ...objectives(head),
    'back-matter': { resources: [planResource(head, plan), ...frameworks.map(frameworkResource)] },
  }
}

/** What each control asks for, and which requirements it answers. */
function objectives({ controls, frameworks }: ReportHead): object {
  const rules = new Rules({ controls, frameworks })
  const all = controls.map(({ id, title, rationale, area, severity }) => ({
    'control-id': token(id),
    description: rationale,
    parts: [
      {
        id: objectiveId(id),
        name: 'assessment-objective',
        title,
        prose: `${title}.`,
        props: [
          ...property('area', area),
          ...property('severity', severity),
          ...rules
            .referencesOf(id)
            .flatMap(({ framework, requirement }) =>
              property('requirement', requirement.id).map((entry) => ({ ...entry, class: token(framework.id) })),
            ),
        ],
      },
    ],
  }))
  return all.length > 0 ? { 'local-definitions': { 'objectives-and-methods': all } } : {}
}

function planResource({ product, controls, byFramework, frameworks }: ReportHead, uuid: string): object {
  const scope = byFramework ? frameworks.map(({ name, version }) => `${name} ${version}`).join(', ') : 'all frameworks'
  return {
    uuid,
    title: 'Assessment plan',
    description: `${product.name} reads the configuration of each tenant into a snapshot and judges ${controls.length} controls of ${scope} by it. There is no separate document of the plan.`,
  }
}

function frameworkResource({ id, name, version, publisher, url, requirements }: ReportFramework): object {
  return {
    uuid: nameBasedUuid('framework', id),
    title: `${name} ${version}`,
    description: `Published by ${publisher}.`,
    props: [
      ...property('framework', id),
      ...property('version', version),
      ...property('requirements', requirements.length),
    ],
    ...listed('rlinks', hrefsOf(url)),
  }
}
