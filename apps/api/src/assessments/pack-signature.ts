import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, parse, relative, sep } from 'node:path'
import { StartupError } from '../config/startup-error.js'

/** Somebody whose control packs are taken. */
export interface PackKey {
  /** The name of the file, without its ending. */
  name: string
  key: KeyObject
}

/** Whose signature a folder bears, or why it bears none. */
export type Signature = { signedBy: string } | { reasons: readonly string[] }

/** What `sha256sum` writes, and its signature as `openssl pkeyutl -sign -rawin` makes it. */
const SUMS = 'SHA256SUMS'
const SIGNED = 'SHA256SUMS.sig'
const LINE = /^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/
/** How many files a refusal names. */
const NAMED = 3

/** Reads public keys. Throws a {@link StartupError} for a file that holds none: nothing must be taken unsigned for a slip. */
export function readPackKeys(files: readonly string[]): Promise<PackKey[]> {
  return Promise.all(
    files.map(async (file) => {
      const key = await readFile(file)
        .then((pem) => createPublicKey(pem))
        .catch(() => undefined)
      if (key?.asymmetricKeyType !== 'ed25519') {
        throw new StartupError(`CONTROL_PACK_KEYS names ${file}, which holds no Ed25519 public key in PEM.`)
      }
      return { name: parse(file).name, key }
    }),
  )
}

/** Whether one of the keys signed everything in a folder: each file as it is, and no file beside them. */
export async function signatureOf(folder: string, keys: readonly PackKey[]): Promise<Signature> {
  const [sums, signature] = await Promise.all([read(folder, SUMS), read(folder, SIGNED)])
  if (!sums || !signature) return { reasons: [`it is not signed: ${sums ? SIGNED : SUMS} is missing`] }
  const signer = keys.find(({ key }) => verify(null, sums, key, signature))
  if (!signer) return { reasons: ['none of the keys that are trusted here has signed it'] }
  const reasons = await differences(folder, sumsBy(sums.toString('utf8')))
  return reasons.length > 0 ? { reasons } : { signedBy: signer.name }
}

function read(folder: string, name: string): Promise<Buffer | undefined> {
  return readFile(join(folder, name)).catch(() => undefined)
}

function sumsBy(text: string): Map<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, sum, name] = LINE.exec(line) ?? []
      return sum && name ? [[name, sum] as const] : []
    }),
  )
}

async function differences(folder: string, signed: ReadonlyMap<string, string>): Promise<string[]> {
  const found = await filesIn(folder)
  const changed: string[] = []
  for (const name of found) {
    const sum = createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex')
    if (signed.has(name) && signed.get(name) !== sum) changed.push(name)
  }
  return [
    ...said('changed since it was signed', changed),
    ...said(
      'not among what was signed',
      found.filter((name) => !signed.has(name)),
    ),
    ...said(
      'missing, though signed',
      [...signed.keys()].filter((name) => !found.includes(name)),
    ),
  ]
}

function said(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return []
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  return [`${names.slice(0, NAMED).join(', ')}${more}: ${what}`]
}

/** Every file but the history and the signature itself, with `/` between folders. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => name !== SUMS && name !== SIGNED && !name.startsWith('.git/'))
    .toSorted()
}
