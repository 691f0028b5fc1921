import { escapeHtml } from './exchange.js'

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#e9edf3, #14181f); }
  main { box-sizing: border-box; width: min(30rem, 100%); padding: 2rem; background: light-dark(#fff, #1f2530); }
  h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .5rem; }
  .note { font-size: .85rem; color: light-dark(#4a5260, #b3bccb); }
  ul { padding-left: 1.2rem; max-height: 16rem; overflow: auto; }
  label { display: block; margin: 1rem 0 .25rem; }
  select, button { font: inherit; padding: .5rem .75rem; }
  select { width: 100%; }
  .actions { display: flex; gap: .75rem; justify-content: flex-end; margin-top: 1.5rem; }
  .primary { background: #1f5fbf; color: #fff; border: 1px solid #1f5fbf; }
  code { overflow-wrap: anywhere; }
  main.wide { width: min(48rem, 100%); }
  h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
  table { width: 100%; border-collapse: collapse; }
  th, td { text-align: left; padding: .4rem .5rem .4rem 0; border-bottom: 1px solid light-dark(#d5dae3, #3a4250); vertical-align: top; }
  main.wide form { display: inline-block; margin: 0 .5rem .5rem 0; }
  .done { padding: .5rem .75rem; border: 1px solid light-dark(#2f7d4f, #6cc08b); }
  .scroll { overflow-x: auto; }`

/** A page in the place of one of Microsoft's; the content is HTML. */
export function simulatedPage(facts: { title: string; kind: string; content: string; wide?: boolean }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(facts.title)}</title>
<style>${STYLE}</style>
</head>
<body><main${facts.wide ? ' class="wide"' : ''}>
<p class="note">Simulated ${facts.kind}. Nothing here reaches Microsoft.</p>
${facts.content}
</main></body>
</html>`
}
