interface Planned {
  at: number
  act: (at: Date) => void
}

/** What happens by itself at a moment of simulated time; whoever looks afterwards finds it done. */
export class Agenda {
  /** Soonest first. */
  readonly #planned: Planned[] = []

  plan(at: Date, act: (at: Date) => void): void {
    const moment = at.getTime()
    const later = this.#planned.findIndex((planned) => planned.at > moment)
    this.#planned.splice(later === -1 ? this.#planned.length : later, 0, { at: moment, act })
  }

  /** Does what is due, in its order; doing it may plan more. */
  runUntil(now: Date): void {
    for (let next = this.#planned[0]; next !== undefined && next.at <= now.getTime(); next = this.#planned[0]) {
      this.#planned.shift()
      next.act(new Date(next.at))
    }
  }
}
