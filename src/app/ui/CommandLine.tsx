import { CopyButton } from './CopyButton.tsx'

/** A command to paste into a terminal, with its copy button. */
export function CommandLine({ command, what }: { readonly command: string; readonly what: string }) {
  return (
    <div className="flex items-center gap-1 rounded-control border border-line bg-sunken ps-3">
      <code
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-auto py-1.5 font-mono text-xs whitespace-pre select-all"
      >
        {command}
      </code>
      <CopyButton text={command} what={what} />
    </div>
  )
}
