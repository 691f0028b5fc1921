import { reactive } from 'vue'
import { problemOf } from '../api/problem.js'

/** A short message that something was done, or was not. */
export interface Toast {
  title: string
  description?: string
  tone?: 'success' | 'error'
  action?: { label: string; run: () => void }
}

const SHOWN_MS = 7000

export const toasts = reactive<(Toast & { id: number; timer: number })[]>([])
let lastId = 0

/** Shows a message for a while. */
export function toast(message: Toast) {
  lastId += 1
  toasts.push({ ...message, id: lastId, timer: leaveLater(lastId) })
  if (toasts.length > 4) dismiss(toasts[0]?.id ?? 0)
}

/** Says that something was not done: what is wrong, and what to do. */
export function toastProblem(error: unknown) {
  const { title, fix } = problemOf(error)
  toast({ title, description: fix, tone: 'error' })
}

/** Takes a message away. */
export function dismiss(id: number) {
  const index = toasts.findIndex((candidate) => candidate.id === id)
  if (index < 0) return
  window.clearTimeout(toasts[index]?.timer)
  toasts.splice(index, 1)
}

/** Keeps a message while someone reads or reaches for it. */
export function hold(id: number) {
  window.clearTimeout(toasts.find((candidate) => candidate.id === id)?.timer)
}

/** Lets a held message go on its way. */
export function release(id: number) {
  const held = toasts.find((candidate) => candidate.id === id)
  if (held) held.timer = leaveLater(id)
}

const leaveLater = (id: number) => window.setTimeout(() => dismiss(id), SHOWN_MS)
