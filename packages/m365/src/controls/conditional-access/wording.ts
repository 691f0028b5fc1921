/** `a, b and c` */
export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** `a, b or c` */
export function either(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** As many as people read, and how many more there are. */
export function listSome(words: readonly string[]): string {
  return words.length <= 5 ? list(words) : list([...words.slice(0, 4), `${words.length - 4} more`])
}

/** `1 policy`, `2 policies` */
export function count(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? `1 ${one}` : `${number} ${many}`
}

/** The members of a list that Graph writes with commas between them. */
export function membersOf(text: string | null | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '')
}
