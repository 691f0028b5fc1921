import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import { exposureNodes } from '../../resources/exposure-graph.js'

export const criticalAssetsDecided = defineControl({
  id: 'xdr-critical-assets-approved',
  title: 'Somebody decided about each proposed critical asset',
  area: 'Defender for Office',
  severity: 'low',
  rationale: 'What is not marked as critical is not looked at first when it is attacked.',
  licence: 'Defender XDR',
  remediation: {
    steps: [
      'Open Settings › Microsoft Defender XDR › Critical asset management of the Defender portal.',
      'Approve or reject the assets that wait under each classification.',
    ],
    link: 'https://learn.microsoft.com/security-exposure-management/classify-critical-assets',
    impact: 'Alerts about approved assets are shown first.',
  },
  needs: { nodes: exposureNodes },
  evaluate({ nodes }) {
    if (nodes.length === 0) {
      return notAssessed('notRead', 'Exposure Management knows nothing of this tenant yet, so nothing can be said.')
    }
    const waiting = nodes.filter(
      ({ NodeProperties }) => (NodeProperties?.rawData?.criticalityConfidenceLow ?? []).length > 0,
    )
    if (waiting.length === 0) return pass('No asset waits for a decision.')
    return fail(
      `${waiting.length} ${waiting.length === 1 ? 'asset waits' : 'assets wait'} for a decision: ${waiting
        .slice(0, 5)
        .map(({ NodeName }) => NodeName ?? 'one without a name')
        .join(', ')}.`,
      {
        evidence: waiting.map(({ NodeId, NodeName, NodeProperties }) => ({
          object: NodeName ?? 'Asset',
          ...(NodeId && { id: NodeId }),
          property: 'criticalityConfidenceLow',
          value: NodeProperties?.rawData?.criticalityConfidenceLow ?? [],
          expected: 'nothing to decide',
          ok: false,
        })),
      },
    )
  },
})
