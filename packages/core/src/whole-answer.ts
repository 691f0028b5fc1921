/**
 * An answer that has arrived whole: all that `Response` offers, without the stream and the copies that one is made of.
 * Answers are small and many, and what reads them asks for their text.
 */
export class WholeAnswer implements Response {
  readonly ok: boolean
  readonly type = 'default'
  readonly url = ''
  readonly redirected = false
  readonly bodyUsed = false

  constructor(
    private readonly content: Uint8Array<ArrayBuffer>,
    readonly status: number,
    readonly statusText: string,
    readonly headers: Headers,
  ) {
    this.ok = status >= 200 && status < 300
  }

  get body(): Response['body'] {
    return this.asResponse().body
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(this.content)
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.content.slice()
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.content.slice().buffer
  }

  blob(): ReturnType<Response['blob']> {
    return this.asResponse().blob()
  }

  formData(): ReturnType<Response['formData']> {
    return this.asResponse().formData()
  }

  clone(): Response {
    return new WholeAnswer(this.content, this.status, this.statusText, new Headers(this.headers))
  }

  private asResponse(): Response {
    return new Response(this.content, { headers: this.headers })
  }
}
