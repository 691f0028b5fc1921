export const stages = ['pending', 'propagating', 'ready', 'attention'] as const

/** What does not come right by itself or by going on: what was there and is lost, what failed, what nobody here may do. */
export const concerns = [
  'consentRevoked',
  'relationshipEnded',
  'mailboxesFailed',
  'consentPartial',
  'consentBlocked',
  'roleGap',
] as const
export type Concern = (typeof concerns)[number]

/** The gravest concern about a tenant, or null; in SQL over `alias`. */
export const concernOf = (alias: string): string => `(case
  when ${alias}.consent_status = 'revoked' then 'consentRevoked'
  when ${alias}.relationship_status = 'ended' then 'relationshipEnded'
  when ${alias}.mailboxes_status = 'failed' then 'mailboxesFailed'
  when ${alias}.consent_status = 'partial' then 'consentPartial'
  when ${alias}.consent_status = 'granted' and ${alias}.onboarding #>> '{consent,problem,retryable}' = 'false'
    then 'consentBlocked'
  when ${alias}.consent_status = 'pending' and ${alias}.lacks_consent_role then 'roleGap' end)`

/** How far a tenant is in one word, in SQL over `alias`; every tenant is in exactly one stage. */
export const stageOf = (alias: string): string => `(case
  when ${concernOf(alias)} is not null then 'attention'
  when ${alias}.ready_since is not null then 'ready'
  when ${alias}.mailboxes_status = 'propagating' and ${alias}.consent_status = 'granted' then 'propagating'
  else 'pending' end)`
