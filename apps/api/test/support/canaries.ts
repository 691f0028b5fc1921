/** Finds secrets in whatever bytes, in each form in which one could leave by mistake. */
export class Canaries {
  /** Which three bytes some form begins with: nearly every place is passed over by looking here. */
  private readonly starts = new Uint8Array(2 ** 24)
  private readonly forms = new Map<number, { name: string; bytes: Buffer }[]>()

  /** Takes a secret, under a name that does not give it away. */
  plant(name: string, secret: string | Buffer): void {
    for (const [form, bytes] of formsOf(Buffer.from(secret))) {
      const start = bytes.readUIntLE(0, 3)
      this.starts[start] = 1
      this.forms.set(start, [...(this.forms.get(start) ?? []), { name: `${name} as ${form}`, bytes }])
    }
  }

  /** The names and forms of the secrets that are in there. */
  foundIn(content: string | Buffer): string[] {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    const { starts } = this
    const found = new Set<string>()
    let start = bytes.length < 3 ? 0 : bytes.readUInt16LE(0) << 8
    for (let at = 0; at < bytes.length - 2; at += 1) {
      start = (start >> 8) | (bytes[at + 2]! << 16)
      if (starts[start] === 0) continue
      for (const form of this.forms.get(start) ?? []) {
        if (form.bytes.equals(bytes.subarray(at, at + form.bytes.length))) found.add(form.name)
      }
    }
    return [...found]
  }
}

function formsOf(secret: Buffer): [string, Buffer][] {
  const text = secret.toString('utf8')
  const bigEndian = Buffer.from(text, 'utf16le').swap16()
  const base64 = [0, 1, 2].map((offset) => base64Within(secret, offset))
  return [
    ['it is', secret],
    ['UTF-16, low byte first', Buffer.from(text, 'utf16le')],
    ['UTF-16, high byte first', bigEndian],
    ['part of an address', Buffer.from(encodeURIComponent(text))],
    ['part of a form', Buffer.from(new URLSearchParams({ text }).toString().slice('text='.length))],
    ['JSON', Buffer.from(JSON.stringify(text).slice(1, -1))],
    ['hex', Buffer.from(secret.toString('hex'))],
    ['hex in capitals', Buffer.from(secret.toString('hex').toUpperCase())],
    ...base64.map((form): [string, Buffer] => ['base64', Buffer.from(form)]),
    ...base64.map((form): [string, Buffer] => [
      'base64url',
      Buffer.from(form.replaceAll('+', '-').replaceAll('/', '_')),
    ]),
  ]
}

/** How base64 writes the secret when so many bytes stand before it: without the characters that depend on its neighbours. */
function base64Within(secret: Buffer, offset: number): string {
  const written = Buffer.concat([Buffer.alloc(offset), secret]).toString('base64')
  const whole = written.slice(0, Math.floor((offset + secret.length) / 3) * 4)
  return whole.slice(offset === 0 ? 0 : 4)
}
