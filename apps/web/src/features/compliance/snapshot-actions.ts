import { useMutation, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { toast, toastProblem } from '../../composables/toasts.js'
import type { CompanyRef } from '../../queries/address.js'
import { companyKey } from '../../queries/company.js'
import { cancelSnapshot, takeSnapshot } from '../../queries/snapshots.js'

/** What one can do about the snapshots of a company. */
export function useSnapshotActions(address: Readonly<Ref<CompanyRef>>) {
  const queryClient = useQueryClient()
  const renew = () => queryClient.invalidateQueries({ queryKey: companyKey(address.value, 'compliance') })
  const take = useMutation({
    mutationFn: () => takeSnapshot(address.value),
    onSuccess: () => {
      toast({
        title: 'Reading the configuration',
        description: 'What is read appears here as it comes.',
        tone: 'success',
      })
    },
    onError: toastProblem,
    onSettled: renew,
  })
  const cancel = useMutation({
    mutationFn: (number: number) => cancelSnapshot(address.value, number),
    onError: toastProblem,
    onSettled: renew,
  })
  return { take, cancel }
}
