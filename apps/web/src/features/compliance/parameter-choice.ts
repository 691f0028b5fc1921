import { useMutation, useQueryClient } from '@tanstack/vue-query'
import type { ControlParameter } from '../../api/shapes.js'
import { toast, toastProblem } from '../../composables/toasts.js'
import { type ParameterPlace, resetParameter, setParameter } from '../../queries/parameters.js'

/** What is chosen for a parameter; null: nothing, so that what goes before it holds. */
type Choice = { value: unknown; note: string } | null

interface Change {
  place: ParameterPlace
  parameter: Pick<ControlParameter, 'id' | 'name'>
  from: Choice
  to: Choice
  /** Asked for from a message, after the form has gone. */
  undoes?: boolean
}

/** Chooses the value of a parameter or takes the choice back; either can be undone. */
export function useParameterChoice() {
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: ({ place, parameter, to }: Change) =>
      to ? setParameter(place, parameter.id, to) : resetParameter(place, parameter.id),
    onSuccess: (_answer, { place, parameter, from, to }) => {
      toast({
        title: `${parameter.name}: ${to ? 'changed' : 'taken back'}`,
        description: 'It counts from the next assessment on.',
        tone: 'success',
        action: {
          label: 'Undo',
          run: () => change.mutate({ place, parameter, from: to, to: from, undoes: true }),
        },
      })
      // The organization's value shows in every company.
      const ofOrganization = ['organizations', place.organizationId]
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: [...ofOrganization, 'compliance', 'parameters'] }),
        queryClient.invalidateQueries({
          queryKey: [...ofOrganization, 'tenant', ...(place.tenantId === undefined ? [] : [place.tenantId])],
        }),
      ])
    },
    onError: (cause: unknown, { undoes }) => {
      if (undoes) toastProblem(cause)
    },
  })
  return change
}
