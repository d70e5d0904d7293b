/** `@huggingface/hub`'s own download, written to a file. It checks no hash. Arguments: hub address, target path. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { downloadFile } from '@huggingface/hub'

const [hubUrl = '', target = ''] = process.argv.slice(2)
const blob = await downloadFile({ repo: 'org/model', path: 'model.bin', hubUrl, xet: false })
if (!blob) throw new Error('no file')
await pipeline(
  Readable.fromWeb(blob.stream() as Parameters<typeof Readable.fromWeb>[0]),
  createWriteStream(target),
)
