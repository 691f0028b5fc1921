export const stages = ['pending', 'propagating', 'ready', 'attention'] as const

/**
 * How far a tenant is in one word, in SQL over `alias`; every tenant is in exactly one stage. Attention is for what
 * does not come right by itself or by going on: what was there and is lost, what failed, what nobody here may do.
 */
export const stageOf = (alias: string): string => `(case
  when ${alias}.consent_status in ('partial', 'revoked') or ${alias}.mailboxes_status = 'failed'
    or ${alias}.relationship_status = 'ended'
    or (${alias}.consent_status = 'granted' and ${alias}.onboarding #>> '{consent,problem,retryable}' = 'false')
    or (${alias}.consent_status = 'pending' and ${alias}.lacks_consent_role) then 'attention'
  when ${alias}.ready_since is not null then 'ready'
  when ${alias}.mailboxes_status = 'propagating' and ${alias}.consent_status = 'granted' then 'propagating'
  else 'pending' end)`
