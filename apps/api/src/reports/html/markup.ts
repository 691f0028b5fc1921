/** Markup that is safe to put into a page. Only {@link html} makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Content = Markup | string | number | null | undefined | false | readonly Content[]

/** Writes markup. Everything put into it is text, and is escaped, unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(String.raw({ raw: outdented(parts) }, ...contents.map(rendered)))
}

/** Of what is written here, never of what is put in, the indentation is left out: pages consist of many small parts. */
function outdented(parts: TemplateStringsArray): readonly string[] {
  const known = OUTDENTED.get(parts) ?? parts.map((part) => part.replaceAll(/\n\s+/g, '\n'))
  OUTDENTED.set(parts, known)
  return known
}

const OUTDENTED = new WeakMap<TemplateStringsArray, readonly string[]>()

function rendered(content: Content): string {
  if (content instanceof Markup) return content.text
  if (content === null || content === undefined || content === false) return ''
  return isList(content) ? content.map(rendered).join('') : escaped(String(content))
}

function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content)
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Characters that a page may not hold show as the sign for an unknown character. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) => (/[\t\r\n]/.test(character) ? character : '\uFFFD'))
}

/** A text as a string of CSS. Everything but plain letters and digits is written by its code, so that nothing ends it. */
export function cssString(text: string): string {
  const written = Array.from(text, (character) =>
    /^[a-z0-9 ]$/i.test(character) ? character : `\\${codeOf(character).toString(16)} `,
  )
  return `"${written.join('')}"`
}

/** A link, where the address is one that a reader may follow; otherwise its text alone. */
export function link(href: string | null, text: string): Content {
  return href !== null && /^https?:\/\//i.test(href)
    ? html`<a href="${href}" target="_blank" rel="noopener noreferrer">${text}</a>`
    : text
}

function codeOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 32 || (code >= 0xd800 && code <= 0xdfff) ? 0xfffd : code
}
