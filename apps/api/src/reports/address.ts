/** An address of the web as RFC 3986 writes it; undefined where it is none. */
export function webAddress(href: string | null): string | undefined {
  if (href === null || !URL.canParse(href)) return undefined
  const address = new URL(href)
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return undefined
  const [before = '', ...fragments] = address.href.split('#')
  return [before, ...(fragments.length > 0 ? [fragments.join('%23')] : [])]
    .join('#')
    .replaceAll(/[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]/g, encodeURIComponent)
    .replaceAll(/%(?![0-9a-f]{2})/gi, '%25')
}
