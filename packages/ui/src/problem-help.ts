import type { InjectionKey } from 'vue'

/** An article that explains an error. */
export interface HelpLink {
  label: string
  href: string
}

/** Finds the articles that explain an error, by its code. Provided by the application; without it nothing is linked. */
export const problemHelp: InjectionKey<(code: string) => readonly HelpLink[]> = Symbol('problem help')
