/** A role at the provider that may do steps of a setup guide, e.g. Global Administrator. */
export interface SetupRole {
  id: string
  name: string
  /** Where the role comes from or what it is, in a few words. */
  note?: string
}

/** Who may do a step, by role id. */
export interface WhoMayDo {
  /** Each of these is enough on its own, least privileged first. */
  enough: readonly string[]
  /** Roles people expect to be enough and that are not. */
  notEnough?: readonly string[]
}

/**
 * A value that a step offers for copying. `{clientId}`-like names are filled from the form as it stands; `{returnTo}` is
 * the address that a consent may come back to.
 */
export interface CopyValue {
  label: string
  value: string
}

/** One step of a setup guide. Text is plain; `{clientId}` and other config names are filled in where known. */
export interface SetupStep {
  id: string
  title: string
  /** What to click, sentence by sentence. */
  instructions: readonly string[]
  /** Where to do it. */
  link?: { label: string; href: string }
  copy?: readonly CopyValue[]
  /** Something that goes wrong easily here. */
  warning?: string
  note?: string
  who: WhoMayDo
  /** Shows the permission list with its manifest. */
  showsPermissions?: boolean
  /** The check that proves the step done; absent: only a person can tick it. */
  provenBy?: 'authentication' | 'permissions' | 'apiCalls'
}

/** The guide of one connection kind. */
export interface SetupGuide {
  /** What will exist at the provider afterwards. */
  creates: readonly string[]
  /** What is needed before starting. */
  needs: readonly string[]
  steps: readonly SetupStep[]
}
