import { ref } from 'vue'

/** Copies text and says for a moment that it did. */
export function useCopy() {
  const copied = ref(false)
  async function copy(text: string) {
    if (navigator.clipboard) await navigator.clipboard.writeText(text)
    else copyThroughSelection(text)
    copied.value = true
    setTimeout(() => (copied.value = false), 1600)
  }
  return { copied, copy }
}

// Browsers offer the clipboard only on https and localhost; a console on plain http in a local network has this way alone.
function copyThroughSelection(text: string) {
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
