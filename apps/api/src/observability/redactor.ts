import { Injectable } from '@nestjs/common'

const SHORTEST = 8
const KEPT = 10_000
const CENSORED = '[secret]'

/** Members whose value is a secret by their name, wherever they stand in a line of JSON. */
const SECRET_MEMBERS =
  /"([\w-]*(?:password|passwd|secret|token|authorization|cookie|api[-_]?key|assertion|private[-_]?key|masterkey)[\w-]*)":"(?:[^"\\]|\\.)*"/gi

/** Secrets that show by their form: keys of ours, bearer and other tokens, passwords in addresses, secrets in queries. */
const SECRET_FORMS: readonly [RegExp, string][] = [
  [/\btnt_\w{16,}/g, CENSORED],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${CENSORED}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, CENSORED],
  [/(:\/\/[^/\s:@"]*):[^/\s@"]+@/g, `$1:${CENSORED}@`],
  [
    /\b(client_secret|password|client_assertion|assertion|refresh_token|access_token|id_token|token|code|sig)=[^&\s"\\]+/gi,
    `$1=${CENSORED}`,
  ],
]

/** Takes secrets out of whatever is about to be written: those opened lately, and all that show by name or form. */
@Injectable()
export class Redactor {
  /** What to look for, by its first characters. */
  private readonly known = new Map<string, Set<string>>()
  private readonly order: string[] = []

  /** Takes a secret to look for, also in the encodings it travels in. Very short ones would be found everywhere. */
  register(secret: string): void {
    if (secret.length < SHORTEST) return
    for (const form of formsOf(secret)) {
      const start = form.slice(0, SHORTEST)
      const group = this.known.get(start) ?? new Set<string>()
      if (group.has(form)) continue
      this.known.set(start, group.add(form))
      this.order.push(form)
    }
    while (this.order.length > KEPT) this.forget(this.order.shift() ?? '')
  }

  /** The text without any secret. */
  clean(text: string): string {
    let cleaned = this.withoutKnown(text).replace(SECRET_MEMBERS, `"$1":"${CENSORED}"`)
    for (const [form, replacement] of SECRET_FORMS) cleaned = cleaned.replace(form, replacement)
    return cleaned
  }

  private withoutKnown(text: string): string {
    if (this.known.size === 0) return text
    let cleaned = ''
    let position = 0
    for (let at = 0; at <= text.length - SHORTEST; at += 1) {
      const group = this.known.get(text.slice(at, at + SHORTEST))
      const found = group && longest([...group].filter((form) => text.startsWith(form, at)))
      if (!found) continue
      cleaned += text.slice(position, at) + CENSORED
      position = at + found.length
      at = position - 1
    }
    return cleaned + text.slice(position)
  }

  private forget(form: string): void {
    const start = form.slice(0, SHORTEST)
    const group = this.known.get(start)
    group?.delete(form)
    if (group?.size === 0) this.known.delete(start)
  }
}

function formsOf(secret: string): Set<string> {
  const bytes = Buffer.from(secret)
  const base64 = bytes.toString('base64').replace(/=+$/, '')
  return new Set([
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    base64,
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ])
}

function longest(texts: string[]): string | undefined {
  return texts.toSorted((a, b) => b.length - a.length)[0]
}
