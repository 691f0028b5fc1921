interface Framework {
  id: string
  name: string
  version: string
}

/** The value of a choice that narrows nothing. */
export const ANY = '–'

export const frameworkName = ({ name, version }: Framework) => `${name} ${version}`

/** Frameworks to choose one of; `any` is what the choice of none is called. */
export const frameworkChoices = (any: string, frameworks: readonly Framework[] = []) => [
  { label: any, value: ANY },
  ...frameworks.map((one) => ({ label: frameworkName(one), value: one.id })),
]
