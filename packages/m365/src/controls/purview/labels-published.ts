import { defineControl, fail, pass } from '@tenantry/core'
import { labelPolicies } from '../../resources/label-policies.js'

const PUBLISHED = 'PublishedSensitivityLabel'

export const labelsPublished = defineControl({
  id: 'purview-labels-published',
  title: 'Sensitivity labels are published',
  area: 'Purview',
  severity: 'medium',
  rationale: 'A label that nobody is offered protects nothing.',
  licence: 'Microsoft 365 E3',
  remediation: {
    steps: [
      'Open Information protection › Label policies of the Purview portal.',
      'Publish your labels to the people who make documents.',
    ],
    link: 'https://learn.microsoft.com/purview/create-sensitivity-labels',
    impact: 'People see a choice of labels.',
  },
  needs: { policies: labelPolicies },
  evaluate({ policies }) {
    const published = policies.filter(
      ({ Type, Enabled, Labels }) => Type === PUBLISHED && Enabled !== false && Labels.length > 0,
    )
    if (published.length === 0) return fail('No sensitivity label is published.')
    return pass(`${published.map(({ Name }) => Name).join(', ')} publishes labels.`, {
      evidence: published.map(({ Name, Labels }) => ({ object: Name, property: 'Labels', value: Labels, ok: true })),
    })
  },
})
