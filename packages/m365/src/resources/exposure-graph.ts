import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** Kusto gives objects as text. */
export const dynamic = z.unknown().transform((value): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
})

const rawData = z
  .looseObject({
    /** `Low`, `Medium`, `High`. */
    riskScore: z.string().nullish().catch(null),
    exposureScore: z.string().nullish().catch(null),
    /** 0 is the most critical. */
    criticalityLevel: z.looseObject({ criticalityLevel: z.number().nullish() }).nullish().catch(null),
    /** Classifications that Microsoft proposes and nobody decided. */
    criticalityConfidenceLow: z.array(z.unknown()).nullish().catch(null),
  })
  .nullish()

const properties = dynamic.pipe(z.looseObject({ rawData }).nullish().catch(null))

const node = z.looseObject({
  NodeId: z.string().nullish(),
  NodeName: z.string().nullish(),
  /** Open: `device`, `user`, `group` … */
  NodeLabel: z.string().nullish(),
  NodeProperties: properties,
})

export type ExposureNode = z.output<typeof node>

/** https://learn.microsoft.com/defender-xdr/advanced-hunting-exposuregraphnodes-table */
export const exposureNodes = defineResource({
  id: 'defender.exposureNodes',
  name: 'What Exposure Management knows of',
  service: 'Defender XDR',
  source: 'hunting:ExposureGraphNodes',
  schema: z.array(node),
  key: 'NodeId',
  label: 'NodeName',
})

const edge = z.looseObject({
  EdgeId: z.string().nullish(),
  /** Open, e.g. `has credentials of`. */
  EdgeLabel: z.string().nullish(),
  SourceNodeId: z.string().nullish(),
  SourceNodeName: z.string().nullish(),
  SourceNodeLabel: z.string().nullish(),
  TargetNodeId: z.string().nullish(),
  TargetNodeName: z.string().nullish(),
  TargetNodeLabel: z.string().nullish(),
  EdgeProperties: properties,
})

export type ExposureEdge = z.output<typeof edge>

/** https://learn.microsoft.com/defender-xdr/advanced-hunting-exposuregraphedges-table */
export const exposureEdges = defineResource({
  id: 'defender.exposureEdges',
  name: 'How what Exposure Management knows of hangs together',
  service: 'Defender XDR',
  source: 'hunting:ExposureGraphEdges',
  schema: z.array(edge),
  key: 'EdgeId',
})
