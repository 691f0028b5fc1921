/** A value at a moment. */
export interface TrendPoint {
  at: string
  value: number
}

/** A trend as it is drawn: a line through its points and where each of them is, in a box of the given size. */
export interface TrendShape {
  line: string
  area: string
  points: readonly { x: number; y: number; point: TrendPoint }[]
  /** The values that the upper and lower edge stand for. */
  top: number
  bottom: number
}

/** Places points by time and value; the scale is wide enough that a small change does not look like a large one. */
export function trendShape(points: readonly TrendPoint[], width: number, height: number): TrendShape {
  const times = points.map(({ at }) => Date.parse(at))
  const values = points.map(({ value }) => value)
  const [from, to] = [Math.min(...times), Math.max(...times)]
  const bottom = Math.max(0, Math.floor((Math.min(...values) - 10) / 10) * 10)
  const top = Math.min(100, Math.ceil((Math.max(...values) + 5) / 10) * 10)
  const placed = points.map((point, index) => ({
    x: to === from ? width : round((((times[index] ?? from) - from) / (to - from)) * width),
    y: round(height - ((point.value - bottom) / (top - bottom || 1)) * height),
    point,
  }))
  const line = placed.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  const [first, last] = [placed[0], placed.at(-1)]
  const area = first && last ? `${line}L${last.x} ${height}L${first.x} ${height}Z` : ''
  return { line, area, points: placed, top, bottom }
}

const round = (value: number) => Math.round(value * 10) / 10
