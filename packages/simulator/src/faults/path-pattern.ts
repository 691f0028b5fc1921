/** Whether a path is meant. At sign-in the first segment is the tenant, at Graph the version: it may be left out. */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const wanted = pattern.toLowerCase()
  const matches = /[*{]/.test(wanted) ? wildcards(wanted) : (path: string) => path.startsWith(wanted)
  return (path) => {
    const whole = path.toLowerCase()
    return matches(whole) || matches(whole.replace(/^\/[^/]+/, ''))
  }
}

function wildcards(pattern: string): (path: string) => boolean {
  const source = pattern
    .split(/(\*\*|\*|\{[^}]*\})/)
    .map((part) => {
      if (part === '**') return '.*'
      if (part === '*' || /^\{.*\}$/.test(part)) return '[^/]*'
      return part.replace(/[.+?^$()|[\]\\{}]/g, '\\$&')
    })
    .join('')
  const expression = new RegExp(`^${source}$`, 's')
  return (path) => expression.test(path)
}
