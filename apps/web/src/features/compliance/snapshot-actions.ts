import { useMutation, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { problemOf } from '../../api/problem.js'
import { toast } from '../../composables/toasts.js'
import { companyKey, type CompanyRef } from '../../queries/company.js'
import { cancelSnapshot, takeSnapshot } from '../../queries/snapshots.js'

/** What one can do about the snapshots of a company. */
export function useSnapshotActions(address: Readonly<Ref<CompanyRef>>) {
  const queryClient = useQueryClient()
  const renew = () => queryClient.invalidateQueries({ queryKey: companyKey(address.value, 'compliance') })
  const onError = (cause: unknown) => {
    const { title, fix } = problemOf(cause)
    toast({ title, description: fix, tone: 'error' })
  }
  const take = useMutation({
    mutationFn: () => takeSnapshot(address.value),
    onSuccess: () => {
      toast({
        title: 'Reading the configuration',
        description: 'What is read appears here as it comes.',
        tone: 'success',
      })
    },
    onError,
    onSettled: renew,
  })
  const cancel = useMutation({
    mutationFn: (number: number) => cancelSnapshot(address.value, number),
    onError,
    onSettled: renew,
  })
  return { take, cancel }
}
