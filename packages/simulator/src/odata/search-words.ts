/**
 * The words of a text as the directory's index keeps them: cut at spaces, symbols, between letters and digits and where
 * a capital follows a small letter; words that only symbols part are also kept joined.
 * https://learn.microsoft.com/graph/search-query-parameter
 */
export function indexedWords(text: string): string[] {
  return text
    .split(/\s+/u)
    .filter((chunk) => chunk !== '')
    .flatMap((chunk) => {
      const words = wordsOf(chunk)
      const joined = chunk.replace(/[^\p{L}\p{M}\p{N}]/gu, '')
      return joined === chunk || joined === '' ? words : [...words, joined.toLowerCase()]
    })
}

/** The words of what is searched for; symbols are dropped, each of the others must be found. */
export function searchedWords(text: string): string[] {
  return text.split(/\s+/u).flatMap(wordsOf)
}

function wordsOf(chunk: string): string[] {
  const words = chunk.match(/\p{N}+|\p{Lu}*[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}]+|\p{Lu}+/gu) ?? []
  return words.map((word) => word.toLowerCase())
}
