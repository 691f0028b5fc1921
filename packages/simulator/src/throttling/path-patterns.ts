/** Whether a path is one of these: `/x/**` is /x and all below it, `{}` any one segment, `*` any end of a segment. */
export function pathPatterns(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false
  const alternatives = patterns.map((pattern) =>
    pattern
      .toLowerCase()
      .split(/(\/\*\*$|\{\}|\*)/)
      .map((part) => {
        if (part === '/**') return '(?:/.*)?'
        if (part === '{}') return '[^/]+'
        return part === '*' ? '[^/]*' : part.replace(/[.$()[\]\\]/g, '\\$&')
      })
      .join(''),
  )
  const expression = new RegExp(`^(?:${alternatives.join('|')})$`)
  return (path) => expression.test(path)
}
