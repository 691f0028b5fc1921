/** The simulated world's time: it runs on by itself and can be moved. */
export class Clock {
  #offset = 0

  constructor(private readonly start?: Date) {
    this.reset()
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

  reset(): void {
    this.#offset = this.start ? this.start.getTime() - Date.now() : 0
  }
}
