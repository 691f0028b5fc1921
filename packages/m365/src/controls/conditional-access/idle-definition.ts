import { z } from 'zod'

const definition = z.looseObject({
  ActivityBasedTimeoutPolicy: z.looseObject({
    ApplicationPolicies: z.array(
      z.looseObject({ ApplicationId: z.string(), WebSessionIdleTimeout: z.string().nullish() }),
    ),
  }),
})

const TIME_SPAN = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})$/

/**
 * After how many idle minutes a definition ends the sessions of all applications that it does not name.
 * https://learn.microsoft.com/graph/api/resources/activitybasedtimeoutpolicy
 */
export function defaultIdleMinutes(text: string): number | undefined {
  const parsed = definition.safeParse(json(text))
  if (!parsed.success) return undefined
  const usual = parsed.data.ActivityBasedTimeoutPolicy.ApplicationPolicies.find(
    ({ ApplicationId: id }) => id.toLowerCase() === 'default',
  )
  const parts = TIME_SPAN.exec(usual?.WebSessionIdleTimeout ?? '')
  if (!parts) return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  const total = days * 1440 + hours * 60 + minutes + seconds / 60
  return total > 0 ? total : undefined
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
