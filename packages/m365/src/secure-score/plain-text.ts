const TAG = /<!--[^<>]*-->|<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi

const BLOCKS = new Set(['p', 'div', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'tr', 'br'])
const HIDDEN = new Set(['script', 'style'])

const named: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: ' ',
  quot: '"',
}

/** What a piece of HTML says, as plain text: paragraphs and items of lists on lines of their own. Never to be put into a page as HTML. */
export function plainText(html: string): string {
  return withoutTags(html.replace(/\s+/g, ' '))
    .replace(ENTITY, (entity, decimal: string | undefined, hex: string | undefined, name: string | undefined) =>
      name === undefined
        ? character(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal), entity)
        : (named[name.toLowerCase()] ?? entity),
    )
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && line !== '-')
    .join('\n')
}

/** One pass over the text, however it is made. */
function withoutTags(html: string): string {
  let text = ''
  let from = 0
  let hiddenBy: string | undefined
  for (const { 0: tag, 1: slash, 2: written, index } of html.matchAll(TAG)) {
    if (!hiddenBy) text += html.slice(from, index)
    from = index + tag.length
    const name = written?.toLowerCase() ?? ''
    if (hiddenBy) {
      if (slash && name === hiddenBy) hiddenBy = undefined
    } else if (!slash && HIDDEN.has(name)) hiddenBy = name
    else if (BLOCKS.has(name)) text += '\n'
    else if (name === 'li') text += slash ? '\n' : '\n- '
  }
  return hiddenBy ? text : text + html.slice(from)
}

function character(code: number, otherwise: string): string {
  return code >= 32 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise
}
