import { defineControl, fail, lacks, notAssessed, pass } from '@tenantry/core'
import { type ExposureEdge, type ExposureNode, exposureEdges, exposureNodes } from '../../resources/exposure-graph.js'

/** Below this, Exposure Management counts somebody as critical; 0 is the most critical. */
const NOT_CRITICAL = 2

export const privilegedCredentialsSafe = defineControl({
  id: 'xdr-privileged-exposed-credentials',
  title: 'Credentials of privileged people do not lie on devices at risk',
  area: 'Defender for Office',
  severity: 'critical',
  rationale: 'Who breaks into such a device takes over the administrator who once signed in there.',
  licence: 'Defender for Endpoint Plan 2',
  remediation: {
    steps: [
      'Look at each device named here in the Defender portal and remove what puts it at risk, or isolate it.',
      'Change the password of the person and revoke the sessions; let privileged people sign in on devices of their own only.',
    ],
    link: 'https://learn.microsoft.com/security-exposure-management/work-attack-paths-overview',
    impact: 'These people sign in again.',
  },
  needs: { edges: exposureEdges },
  wants: { nodes: exposureNodes },
  evaluate({ edges, nodes }) {
    const credentials = edges.filter(
      ({ EdgeLabel, SourceNodeLabel, TargetNodeLabel }) =>
        /credentials? (of|for)/i.test(EdgeLabel ?? '') &&
        SourceNodeLabel?.toLowerCase() === 'device' &&
        TargetNodeLabel?.toLowerCase() === 'user',
    )
    if (credentials.length > 0 && !nodes) return lacks('nodes')
    if (edges.length === 0 && !nodes?.length) {
      return notAssessed('notRead', 'Exposure Management knows nothing of this tenant yet, so nothing can be said.')
    }
    const byId = new Map((nodes ?? []).map((node) => [node.NodeId, node]))
    const exposed = credentials.filter(
      (edge) => isAtRisk(edge, byId.get(edge.SourceNodeId)) && isPrivileged(byId.get(edge.TargetNodeId)),
    )
    if (exposed.length === 0) return pass('No credential of a privileged person lies on a device at risk.')
    return fail(
      `Credentials of ${new Set(exposed.map(({ TargetNodeId }) => TargetNodeId)).size} privileged people lie on devices at risk: ${exposed.slice(0, 5).map(inWords).join(', ')}.`,
      {
        evidence: exposed.map((edge) => ({
          object: edge.SourceNodeName ?? 'Device',
          ...(edge.SourceNodeId && { id: edge.SourceNodeId }),
          property: edge.EdgeLabel ?? 'has credentials of',
          value: edge.TargetNodeName ?? null,
          expected: 'no credentials of privileged people',
          ok: false,
        })),
      },
    )
  },
})

function isAtRisk({ EdgeProperties }: ExposureEdge, device: ExposureNode | undefined): boolean {
  return [EdgeProperties?.rawData, device?.NodeProperties?.rawData].some(
    (data) => data?.riskScore?.toLowerCase() === 'high' || data?.exposureScore?.toLowerCase() === 'high',
  )
}

/** Whoever the graph does not call uncritical counts: unknown is not safe. */
function isPrivileged(user: ExposureNode | undefined): boolean {
  const level = user?.NodeProperties?.rawData?.criticalityLevel?.criticalityLevel
  return typeof level !== 'number' || level < NOT_CRITICAL
}

function inWords({ SourceNodeName, TargetNodeName }: ExposureEdge): string {
  return `${TargetNodeName ?? 'somebody'} on ${SourceNodeName ?? 'a device'}`
}
