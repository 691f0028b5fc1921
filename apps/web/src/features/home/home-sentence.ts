import type { Connection } from '../../api/shapes.js'

/** The one sentence of the Home page: is everything well, and how much needs someone. */
export function homeSentence(connections: readonly Connection[], needing: number | undefined): string {
  if (connections.length === 0) return 'Nothing is connected yet.'
  const watched = connections.filter(({ health }) => health !== 'disabled')
  if (watched.length === 0) return 'Every connection is switched off.'
  const well = watched.filter(({ health }) => health === 'connected').length
  const unknown = watched.filter(({ health }) => health === 'serviceError').length
  const state =
    well === watched.length
      ? watched.length === 1
        ? 'Your connection is well.'
        : `All ${watched.length} connections are well.`
      : watched.length === 1
        ? unknown === 1
          ? 'Your connection cannot be checked right now.'
          : 'Your connection is not well.'
        : `${well} of ${watched.length} connections are well.`
  if (needing === undefined) return state
  if (needing === 0) return well === watched.length ? `${state} Nothing needs you.` : state
  return `${state} ${needing === 1 ? 'One thing needs' : `${needing} things need`} you.`
}
