/** What a spreadsheet takes for the beginning of a formula, also behind blanks and in its wide form. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212]|^[\t\r\n]/u

/** The longest text that Excel takes into a cell. */
const LONGEST = 32_000

/** A cell as RFC 4180 writes it, always in quotes. A text that a spreadsheet would compute is made one that it shows. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '""'
  if (typeof value === 'number') return `"${value}"`
  const text = value.replaceAll('\0', '')
  const plain = FORMULA.test(text) ? `'${text}` : text
  const whole = plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain
  return `"${whole.replaceAll('"', '""')}"`
}

/** A line of cells with its end. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}
