import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose } from 'vue'
import type { Assessment } from '../../api/shapes.js'
import { useLiveEvents } from '../../composables/live-updates.js'
import { useOrganization } from '../../composables/organization.js'
import { assessmentQuery } from '../../queries/assessments.js'
import { companyKey } from '../../queries/company.js'

const RENEW_MS = 1500
const KINDS: ReadonlySet<string> = new Set(['assessment.changed', 'tenant-assessment.changed', 'snapshot.changed'])

/** Keeps what is shown of compliance up with assessments and snapshots as they go; many events in a row ask once. */
export function renewOnAssessment(): void {
  const { organizationId } = useOrganization()
  const queryClient = useQueryClient()
  const companies = new Set<string>()
  let timer: number | undefined

  function renew() {
    timer = undefined
    void queryClient.invalidateQueries({ queryKey: ['organizations', organizationId.value, 'compliance'] })
    for (const tenantId of companies) {
      const ref = { organizationId: organizationId.value, tenantId }
      void queryClient.invalidateQueries({ queryKey: companyKey(ref, 'compliance') })
    }
    companies.clear()
  }

  useLiveEvents(({ kind, data }) => {
    if (!KINDS.has(kind)) return
    if (kind === 'assessment.changed') {
      const change = data as Pick<Assessment, 'id'> & Partial<Assessment>
      queryClient.setQueryData(
        assessmentQuery(organizationId.value, change.id).queryKey,
        (known) => known && { ...known, ...change },
      )
    }
    if (typeof data['tenantId'] === 'string') companies.add(data['tenantId'])
    timer ??= window.setTimeout(renew, RENEW_MS)
  })
  onScopeDispose(() => window.clearTimeout(timer))
}
