/** Where running downloads show their progress, on every page. */
export function DownloadsLine() {
  return null
}
