import { z } from 'zod'
import { ControlRef, Score, Source } from './verdicts.dto.js'
import { severities, standings } from './score.js'

const count = z.int().min(0)

export const Standings = z
  .object({
    pass: count,
    fail: count,
    excepted: count,
    manual: count,
    notApplicable: count,
    notAssessed: count,
  })
  .meta({ id: 'StandingCounts', description: 'In how many tenants it stands how.' })

const framework = {
  id: z.string(),
  name: z.string(),
  version: z.string(),
  edition: z.string().nullable(),
  publisher: z.string(),
  url: z.string(),
  source: Source,
  requirements: count.describe('Without those withdrawn.'),
  controls: count,
  automated: count.describe('Controls that need no person.'),
  tenants: count.describe('Tenants assessed by it.'),
  score: Score.describe('Over all tenants.'),
}

export const FrameworkSummary = z.object(framework).meta({ id: 'FrameworkSummary' })
export const FrameworkList = z.object({ items: z.array(FrameworkSummary) }).meta({ id: 'FrameworkList' })

const Requirement = z.object({
  id: z.string(),
  title: z.string().nullable().describe('Null: the titles of its controls say it.'),
  level: z.string().nullable().describe('How binding it is, in the framework’s words.'),
  marks: z.array(z.string()).describe('Orders that make it binding.'),
  retired: z.boolean(),
  controls: z.array(z.string()).describe('Ids, found in `controls`.'),
  worst: z
    .enum(standings)
    .nullable()
    .describe('How it stands in the tenant where it stands worst; null: nowhere assessed.'),
  tenants: Standings.describe('In each tenant a requirement is as well as the worst of its controls.'),
})

const CountedControl = ControlRef.extend({ tenants: Standings })

export const FrameworkDetail = z
  .object({ ...framework, requirementList: z.array(Requirement), controlList: z.array(CountedControl) })
  .meta({ id: 'FrameworkDetail' })

export const ControlSummary = CountedControl.extend({
  licence: z.string().nullable(),
  source: Source,
  frameworks: z.array(z.object({ id: z.string(), requirements: z.array(z.string()) })),
}).meta({ id: 'ControlSummary' })

export const ControlList = z.object({ items: z.array(ControlSummary) }).meta({ id: 'ControlList' })

export const ControlQuery = z.object({
  framework: z.string().max(100).optional(),
  area: z.string().max(100).optional(),
  severity: z.enum(severities).optional(),
  q: z.string().trim().max(200).optional().describe('Part of the title or the id, or a requirement’s number.'),
})

const Looks = z.object({
  id: z.string(),
  name: z.string(),
  service: z.string(),
  unread: z.string().nullable().describe('Why no provider reads it from a live tenant.'),
  needed: z.boolean().describe('It cannot judge without.'),
})

export const ControlDetail = ControlSummary.extend({
  rationale: z.string(),
  remediation: z.object({ steps: z.array(z.string()), link: z.string().nullable(), impact: z.string() }),
  instructions: z.array(z.string()).describe('What a person looks at; of manual controls.'),
  because: z.string().nullable().describe('Why no program judges it; of manual controls.'),
  resources: z.array(Looks),
  parameters: z.array(z.object({ id: z.string(), name: z.string(), help: z.string() })),
  requirements: z.array(
    z.object({
      frameworkId: z.string(),
      framework: z.string(),
      version: z.string(),
      id: z.string(),
      title: z.string().nullable(),
    }),
  ),
}).meta({ id: 'ControlDetail' })

export const ControlPackList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        version: z.string(),
        signedBy: z
          .string()
          .nullable()
          .describe('Name of the key that its signature fits; null where the installation asks for none.'),
        controls: count,
        frameworks: count,
      }),
    ),
    refused: z.array(
      z.object({
        folder: z.string(),
        reasons: z.array(z.string()).describe('Why it is not used; the other packs are.'),
        fix: z.string(),
      }),
    ),
  })
  .meta({ id: 'ControlPackList' })
