import type { Artifact, ArtifactVersion, Format, ScanResult } from '../model.ts'
import { type Loose, field, listOf, numberOf, recordOf, sha256Of, textOf } from './read.ts'

/** Ids come as numbers; text is taken as well, as long as it is one. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : null
  const text = textOf(value)
  return text !== null && /^\d{1,15}$/.test(text) ? text : null
}

/** Every file of a version, each one an artifact: which of them may be used is for the judge to say. */
export function versionArtifacts(raw: Loose, version: ArtifactVersion): readonly Artifact[] {
  const taken = new Set<string>()
  return listOf(field(raw, 'files')).flatMap((entry, index) => {
    const file = recordOf(entry)
    const path = textOf(field(file, 'name'))
    if (path === null) return []
    const hubId = idOf(field(file, 'id'))
    const id = `${version.id}/${hubId ?? `file${index}`}`
    if (taken.has(id)) return []
    taken.add(id)
    const metadata = recordOf(field(file, 'metadata'))
    const sizeBytes = bytesOf(field(file, 'sizeKB'))
    return {
      id,
      format: formatOf(textOf(field(metadata, 'format')), path),
      quantization: textOf(field(metadata, 'quantType')),
      precision: textOf(field(metadata, 'fp')),
      role: textOf(field(file, 'type')),
      sizeBytes,
      files: [{ path, sizeBytes, sha256: sha256Of(field(recordOf(field(file, 'hashes')), 'SHA256')), hubId }],
      sharded: false,
      primary: field(file, 'primary') === true,
      scan: scanOf(file),
      version,
    }
  })
}

/** The hub counts in units of 1,024 bytes, with enough digits to give the exact size back. */
function bytesOf(sizeKB: unknown): number | null {
  const size = numberOf(sizeKB)
  return size === null ? null : Math.round(size * 1024)
}

const formats: ReadonlyMap<string, Format> = new Map([
  ['GGUF', 'gguf'],
  ['Diffusers', 'diffusers'],
  ['Core ML', 'coreml'],
  ['ONNX', 'onnx'],
])

/** Label and name must both say safetensors. A name that can hold a pickle is one, whatever the label says. */
function formatOf(label: string | null, name: string): Format {
  if (label === 'PickleTensor' || /\.(ckpt|pt|pth|bin|pkl)$/i.test(name)) return 'pickle'
  if (label === 'SafeTensor') return /\.safetensors$/i.test(name) ? 'safetensors' : 'other'
  return formats.get(label ?? '') ?? 'other'
}

/** The worse of the two scans. What is not known to have passed is still pending. */
function scanOf(file: Loose): ScanResult {
  const results = [textOf(field(file, 'pickleScanResult')), textOf(field(file, 'virusScanResult'))]
  if (results.includes('Danger')) return 'danger'
  if (results.includes('Error')) return 'error'
  return results.every((result) => result === 'Success') ? 'passed' : 'pending'
}
