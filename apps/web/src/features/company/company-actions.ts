import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, watch, type Ref } from 'vue'
import type { Company } from '../../api/shapes.js'
import { toast, toastProblem } from '../../composables/toasts.js'
import type { CompanyRef } from '../../queries/address.js'
import { changeCompany, companyKey, sayRoleAssigned, tryCompany, verifyCompany } from '../../queries/company.js'
import { tenantRunQuery } from '../../queries/tenants.js'

/** What can be done with one company, wherever it is shown. */
export function useCompanyActions(company: Readonly<Ref<CompanyRef>>) {
  const queryClient = useQueryClient()
  const renew = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: companyKey(company.value) }),
      queryClient.invalidateQueries({ queryKey: ['organizations', company.value.organizationId, 'tenants'] }),
    ])
  const keep = async (detail: Company) => {
    queryClient.setQueryData(companyKey(company.value), detail)
    await renew()
  }

  const runId = ref<string>()
  const run = useQuery(
    computed(() => ({
      ...tenantRunQuery(company.value.organizationId, runId.value ?? ''),
      enabled: runId.value !== undefined,
      refetchInterval: 1000,
    })),
  )
  watch(run.data, async (latest) => {
    if (runId.value === undefined || !latest?.endedAt) return
    runId.value = undefined
    await renew()
    if (latest.problem) toast({ title: latest.problem.title, description: latest.problem.fix, tone: 'error' })
  })

  const verify = useMutation({
    mutationFn: () => verifyCompany(company.value),
    onSuccess: ({ runs }) => {
      runId.value = runs[0]?.id
    },
    onError: toastProblem,
  })
  const roleAssigned = useMutation({
    mutationFn: () => sayRoleAssigned(company.value),
    onSuccess: keep,
    onError: toastProblem,
  })
  const change = useMutation({
    mutationFn: (body: Parameters<typeof changeCompany>[1]) => changeCompany(company.value, body),
    onSuccess: keep,
    onError: toastProblem,
  })
  const tryOut = useMutation({ mutationFn: () => tryCompany(company.value) })
  return {
    verify,
    verifying: computed(() => verify.isPending.value || runId.value !== undefined),
    roleAssigned,
    change,
    tryOut,
  }
}

export type CompanyActions = ReturnType<typeof useCompanyActions>
