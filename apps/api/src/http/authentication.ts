/** Who acts. */
export interface Actor {
  kind: 'user' | 'apiKey' | 'system'
  id: string
  name: string
  /** The organization they act in; absent outside of one. */
  organizationId?: string
  /** Their role there; an API key may have none. */
  role?: string
  /** What they may do there. Empty outside an organization. */
  permissions: readonly string[]
}

/** What authentication looks at in a request. */
export interface Credentials {
  /** The value after `Authorization: Bearer`. */
  bearer?: string
  /** The raw `Cookie` header. */
  cookie?: string
}

/** Tells who sends a request. Implemented by sessions and API keys. */
export abstract class Authenticator {
  /** Who presents these credentials; undefined when they are missing, wrong, expired or revoked. */
  abstract identify(credentials: Credentials): Promise<Actor | undefined>

  /** The same actor inside an organization, as their membership is right now; undefined when they are no member. */
  abstract enter(actor: Actor, organizationId: string): Promise<Actor | undefined>

  /** Names of the roles that have a permission, for telling people whom to ask. */
  abstract rolesWith(permission: string): readonly string[]
}
