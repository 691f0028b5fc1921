import { Injectable } from '@nestjs/common'

const SHORTEST = 8
const KEPT = 2000
const CENSORED = '[secret]'

/** Knows the secrets that were opened lately, and takes them out of whatever is about to be written. */
@Injectable()
export class Redactor {
  private readonly secrets = new Set<string>()

  /** Takes a secret to look for. Very short ones are left out: they would be found everywhere. */
  register(secret: string): void {
    if (secret.length < SHORTEST) return
    this.secrets.delete(secret)
    this.secrets.add(secret)
    const [oldest] = this.secrets
    if (this.secrets.size > KEPT && oldest !== undefined) this.secrets.delete(oldest)
  }

  /** The text without any known secret. */
  clean(text: string): string {
    let cleaned = text
    for (const secret of this.secrets) cleaned = cleaned.replaceAll(secret, CENSORED)
    return cleaned
  }
}
