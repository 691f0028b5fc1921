/** A change that the provider's own log knows of. */
export interface LoggedChange {
  /** The source's own id of the object that changed. */
  objectId: string
  at: Date
  /** Who did it; what the provider calls them. */
  who: string
  /** What they did, in the provider's words, e.g. `Update conditional access policy`. */
  activity: string
  /** The provider's id of the entry. */
  id: string
  /** The provider's page about it. */
  link?: string
}

/** The provider's own log of changes. Its client is one made with `inTenant`. */
export interface ChangeLog<Client> {
  kinds: readonly string[]
  /** The permission set whose feature it is. */
  set: string
  /** Permissions any one of which allows it. */
  permissions: readonly string[]
  /** Changes in a time, latest first; at most `limit`. What the log does not know of is not in it. */
  changes: (client: Client, between: { since: Date; until: Date }, limit: number) => Promise<readonly LoggedChange[]>
}
