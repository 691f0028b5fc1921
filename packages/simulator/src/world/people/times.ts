const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

const days = new Map<number, string>()
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const minutes = Array.from(
  { length: DAY / MINUTE },
  (_, minute) => `T${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}:`,
)

/** A moment as the directory writes it, rounded down to its second; quicker than a Date's own text. */
export function secondText(moment: number): string {
  const day = Math.floor(moment / DAY)
  let text = days.get(day)
  if (text === undefined) {
    text = new Date(day * DAY).toISOString().slice(0, 10)
    days.set(day, text)
  }
  const within = moment - day * DAY
  const minute = Math.floor(within / MINUTE)
  const second = Math.floor((within - minute * MINUTE) / SECOND)
  return `${text}${minutes[minute] as string}${twoDigits[second] as string}Z`
}

/** The same, rounded down to its minute: what nobody noted to the second. */
export function minuteText(moment: number): string {
  return secondText(moment - (moment % MINUTE))
}
