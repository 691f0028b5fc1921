/** The simulated world's time: it runs on by itself and can be moved. */
export class Clock {
  #offset = 0

  constructor(private readonly start?: Date) {}

  /** Puts the clock where the world begins, and tells where that is: a whole second, as directories count. */
  begin(): Date {
    const moment = this.start ?? new Date(Math.floor(Date.now() / 1000) * 1000)
    this.set(moment)
    return moment
  }

  now(): Date {
    return new Date(Date.now() + this.#offset)
  }

  set(moment: Date): void {
    this.#offset = moment.getTime() - Date.now()
  }

  advance(seconds: number): void {
    this.#offset += seconds * 1000
  }
}
