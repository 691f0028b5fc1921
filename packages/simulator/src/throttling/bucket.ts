/** What was spent lately: it runs out evenly, the whole capacity in the limit's window. */
export class Bucket {
  #level = 0
  #at = 0

  /** What is spent at a moment of simulated time, in milliseconds. */
  level(now: number, capacity: number, seconds: number): number {
    // A clock that was put back empties nothing.
    const passed = Math.max(0, now - this.#at) / 1000
    return Math.max(0, this.#level - (passed * capacity) / seconds)
  }

  /**
   * Spends, if there is room; an empty bucket takes anything. A refused request is spent as well, as far as the bucket
   * may run over, so that asking while refused prolongs it. Answers the seconds to wait: none when it was taken.
   */
  spend(cost: number, now: number, capacity: number, seconds: number, overrun: number): number {
    const level = this.level(now, capacity, seconds)
    this.#at = now
    if (level === 0 || level + cost <= capacity) {
      this.#level = level + cost
      return 0
    }
    this.#level = Math.max(level, Math.min(level + cost, capacity * overrun))
    const tooMuch = this.#level + Math.min(cost, capacity) - capacity
    return (tooMuch * seconds) / capacity
  }
}
