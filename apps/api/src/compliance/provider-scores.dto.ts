import { z } from 'zod'
import { pageOf, PageQuery } from '../http/pages.js'

const Points = { points: z.number(), maxPoints: z.number() }
const Provider = z.object({ id: z.string(), name: z.string(), score: z.string().describe('E.g. `Secure Score`.') })

const RecommendationView = z.object({
  id: z.string(),
  title: z.string(),
  area: z.string(),
  ...Points,
  advice: z.string().nullable(),
  link: z.string().nullable(),
  setAside: z.string().nullable().describe('Why it does not count, as someone told the provider.'),
  controls: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        standing: z.string().nullable().describe('How our control stands in this tenant; null: it was not judged yet.'),
        cause: z.string().nullable(),
      }),
    )
    .describe('Our controls that ask for the same.'),
})

export const ProviderScoreView = z
  .object({
    provider: Provider,
    status: z
      .enum(['given', 'none', 'notRead'])
      .describe('`none`: the provider gave no score yet; `notRead`: what it is made of is not in the snapshot.'),
    reason: z.string().nullable().describe('Why there is no score.'),
    snapshot: z
      .object({ number: z.string(), takenAt: z.string() })
      .nullable()
      .describe('The newest snapshot; null: none was taken yet.'),
    report: z
      .object({
        ...Points,
        at: z.string(),
        history: z.array(z.object({ at: z.string(), ...Points })),
        comparisons: z.array(z.object({ name: z.string(), percent: z.number() })),
        recommendations: z.array(RecommendationView).describe('Those with most points to gain first.'),
      })
      .nullable(),
  })
  .meta({ id: 'ProviderScore' })
export type ProviderScoreView = z.output<typeof ProviderScoreView>

export const ProviderScoreList = z
  .object({ items: z.array(ProviderScoreView), nextCursor: z.null() })
  .meta({ id: 'ProviderScoreList' })

export const FleetScore = z
  .object({
    tenant: z.object({ id: z.guid(), name: z.string(), slug: z.string() }),
    provider: Provider,
    points: z.number().nullable().describe('Null: the provider gave no score, or it was not read.'),
    maxPoints: z.number().nullable(),
    percent: z.number().nullable(),
    at: z.string().nullable(),
    before: z
      .object({ at: z.string(), ...Points, percent: z.number() })
      .nullable()
      .describe('About 30 days earlier, or as far back as it goes.'),
    delta: z.number().nullable().describe('Change in percentage points since then.'),
  })
  .meta({ id: 'FleetScore' })
export type FleetScore = z.output<typeof FleetScore>

export const FleetScorePage = pageOf(FleetScore, 'FleetScorePage')

export const FleetScoreQuery = PageQuery.extend({
  sort: z.enum(['percent', 'delta', 'name']).default('percent').describe('The worst first.'),
})
export type FleetScoreQuery = z.output<typeof FleetScoreQuery>
