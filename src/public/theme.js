// Runs before the first paint, so a chosen theme never flashes. A file of its own: the page's policy forbids inline scripts.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be switched off: then the system's theme is used.
}
