import { useQuery } from '@tanstack/vue-query'
import { problemHelp } from '@tenantry/ui'
import { computed, provide, toValue, type MaybeRefOrGetter } from 'vue'
import type { ProviderArticle } from '../../api/shapes.js'
import { useOrganization } from '../../composables/organization.js'
import { ownArticles, type OwnArticle } from '../../help/articles.js'
import { helpQuery } from '../../queries/help.js'

/** An article with its place in the console. */
export interface Article extends OwnArticle {
  to: string
  steps: readonly string[]
  links: readonly { label: string; href: string }[]
  /** Whose article it is; absent: ours. */
  provider?: { id: string; name: string }
}

const own: readonly Article[] = ownArticles.map((article) => ({
  ...article,
  to: `/help/${article.id}`,
  steps: [],
  links: [],
}))

const ofProvider = ({ providerId, providerName, ...article }: ProviderArticle): Article => ({
  ...article,
  to: `/help/${providerId}/${article.id}`,
  provider: { id: providerId, name: providerName },
})

/** Every article there is, the providers' before ours, and the pages of their documentation. */
export function useArticles() {
  const { organizationId } = useOrganization()
  const { data, status } = useQuery(computed(() => helpQuery(organizationId.value)))
  return {
    articles: computed(() => [...(data.value?.items ?? []).map(ofProvider), ...own]),
    references: computed(() => data.value?.references ?? []),
    /** Whether the providers' articles are still on their way. */
    pending: computed(() => status.value === 'pending' && organizationId.value !== ''),
  }
}

/** The articles that explain an error: those of the provider at hand and ours, or everyone's where none is at hand. */
export function explaining(articles: readonly Article[], code: string, providerId?: string): readonly Article[] {
  return articles.filter(
    ({ explains, provider }) =>
      explains.includes(code) && (providerId === undefined || provider === undefined || provider.id === providerId),
  )
}

/** Lets problems shown below link to the articles that explain them, those of the provider at hand. */
export function useProblemHelp(providerId?: MaybeRefOrGetter<string | undefined>): void {
  const { articles } = useArticles()
  provide(problemHelp, (code) =>
    explaining(articles.value, code, toValue(providerId)).map(({ title, to }) => ({ label: title, href: to })),
  )
}
