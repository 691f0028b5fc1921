import { z } from 'zod'

const Link = z.object({ label: z.string(), href: z.string() })
const ofProvider = { providerId: z.string(), providerName: z.string() }

const HelpArticle = z
  .object({
    ...ofProvider,
    id: z.string().describe('Unique among the articles of its provider.'),
    title: z.string(),
    paragraphs: z.array(z.string()).describe('The first one is the answer in a sentence.'),
    steps: z.array(z.string()).describe('What to do, in order.'),
    words: z.array(z.string()).describe('Other words that people search for.'),
    explains: z.array(z.string()).describe('Codes of the errors it explains.'),
    links: z.array(Link),
  })
  .meta({ id: 'HelpArticle' })

export const HelpList = z
  .object({
    items: z.array(HelpArticle),
    nextCursor: z.null(),
    references: z
      .array(z.object({ ...ofProvider, title: z.string(), text: z.string(), href: z.string() }))
      .describe('Pages of the providers’ own documentation.'),
  })
  .meta({ id: 'HelpList' })
export type HelpList = z.output<typeof HelpList>

const Role = z.object({ id: z.string(), name: z.string(), note: z.string().optional() })

export const WhoCanDoWhat = z
  .object({
    phases: z.array(
      z.object({
        ...ofProvider,
        kind: z.string().describe('The connection kind.'),
        kindName: z.string(),
        scope: z
          .enum(['once', 'eachTenant'])
          .describe('Done once to connect, or once more in each tenant that the connection reaches.'),
        roles: z.array(Role).describe('Every role that a step of this phase speaks of, least privileged first.'),
        steps: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            enough: z.array(z.string()).describe('Ids of roles, each of which is enough.'),
            notEnough: z.array(z.string()).describe('Ids of roles that people expect to be enough.'),
            note: z.string().optional(),
            link: Link.optional().describe('Where to do it, as far as the address does not hang on the tenant.'),
          }),
        ),
        delegatedRoles: z
          .array(z.string())
          .describe('Names of roles of which a partner’s person needs one to consent for a customer.'),
      }),
    ),
  })
  .meta({ id: 'WhoCanDoWhat' })
export type WhoCanDoWhat = z.output<typeof WhoCanDoWhat>
