/** A text as a message: what would be a placeholder or a link in it is written so that it is neither (SARIF 2.1.0, 3.11.5 and 3.11.6). */
export function sarifMessage(text: string): { text: string } {
  const plain = text.replaceAll(/[{}]/g, '$&$&').replaceAll(/\[(?=[^\]]*\]\()/g, String.raw`\[`)
  return { text: plain === '' ? ' ' : plain }
}
