import type { Ref } from 'vue'
import { useRouter } from 'vue-router'
import { followedWork } from '../../composables/followed-work.js'
import { useLiveEvents } from '../../composables/live-updates.js'
import { useMissedEnds } from '../../composables/missed-ends.js'
import { useOrganization } from '../../composables/organization.js'
import { toast } from '../../composables/toasts.js'
import { readAssessment } from '../../queries/assessments.js'
import { outcomeWords } from './assessment-words.js'

const assessments = followedWork('tenantry.assessments')
const GOING_ON = new Set(['queued', 'running'])

/** Remembers an assessment that was begun here, so that its end is told wherever one is by then. */
export const followAssessment = (id: string): void => assessments.follow([id])

/** Says so when an assessment ends that was begun here and whose page one has left. */
export function useAssessmentNotices(organizationId: Readonly<Ref<string>>): void {
  const router = useRouter()
  const { within } = useOrganization()

  const goesOn = (status: string) => GOING_ON.has(status)
  useMissedEnds(
    assessments,
    organizationId,
    async (id) => !goesOn((await readAssessment(organizationId.value, id)).status),
  )
  useLiveEvents(({ kind, data }) => {
    if (kind === 'assessment.changed' && !goesOn(String(data['status']))) assessments.end(String(data['id']))
  })

  assessments.onEnd((id) => void tell(id).catch(() => undefined)) // Its own page says it, too.
  async function tell(id: string) {
    const page = within(`/compliance/assessments/${id}`)
    if (router.currentRoute.value.path === page) return
    const assessment = await readAssessment(organizationId.value, id)
    toast({
      title: assessment.name,
      description: outcomeWords(assessment),
      ...(assessment.status !== 'cancelled' && { tone: assessment.status === 'succeeded' ? 'success' : 'error' }),
      action: { label: 'See results', run: () => void router.push(page) },
    })
  }
}
