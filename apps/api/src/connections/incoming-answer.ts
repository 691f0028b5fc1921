import type { Dispatcher } from 'undici'
import { AnswerHeaders } from './answer-headers.js'

/** So many bytes may wait for whoever reads them; then the far side waits. */
const WAITING_BYTES = 256 * 1024

interface Head {
  status: number
  statusText: string
  headers: AnswerHeaders
}

/** One answer as it comes in. Its content is read once, piece by piece; whoever stops reading breaks the call off. */
export class IncomingAnswer implements Dispatcher.DispatchHandler, AsyncIterable<Uint8Array> {
  /** The first line and the headers. */
  readonly head: Promise<Head>
  private readonly pieces: Uint8Array[] = []
  private waiting = 0
  private state: 'open' | 'whole' | { broken: unknown } = 'open'
  private controller: Dispatcher.DispatchController | undefined
  private begin!: (head: Head) => void
  private fail!: (error: unknown) => void
  private wake: (() => void) | undefined

  constructor(private readonly signal: AbortSignal | null | undefined) {
    this.head = new Promise((resolve, reject) => {
      this.begin = resolve
      this.fail = reject
    })
    signal?.addEventListener('abort', this.breakOff)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        for (let piece = this.pieces.shift(); piece; piece = this.pieces.shift()) {
          this.waiting -= piece.byteLength
          yield piece
        }
        if (this.state === 'whole') return
        if (this.state !== 'open') throw this.state.broken
        this.controller?.resume()
        await new Promise<void>((resolve) => (this.wake = resolve))
      }
    } finally {
      if (this.state === 'open') this.breakOff()
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.signal?.aborted) this.breakOff()
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    fields: ConstructorParameters<typeof AnswerHeaders>[0],
    statusText = '',
  ): void {
    // Others are news on the way to the answer.
    if (status >= 200) this.begin({ status, statusText, headers: new AnswerHeaders(fields) })
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Uint8Array): void {
    this.pieces.push(piece)
    this.waiting += piece.byteLength
    if (this.waiting > WAITING_BYTES) controller.pause()
    this.wake?.()
  }

  onResponseEnd(): void {
    this.end('whole')
  }

  onResponseError(_: unknown, error: unknown): void {
    this.fail(error)
    this.end({ broken: error })
  }

  private readonly breakOff = (): void => {
    this.controller?.abort(new Error('The call was broken off'))
  }

  private end(state: typeof this.state): void {
    this.state = state
    this.signal?.removeEventListener('abort', this.breakOff)
    this.wake?.()
  }
}
