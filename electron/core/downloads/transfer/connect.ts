/**
 * Connections that read into buffers of their own, used over and over. By default every read of 64 KiB is a new
 * allocation, and at full speed collecting them costs more than the reading.
 */
import type { LookupFunction, OnReadOpts, Socket } from 'node:net'
import { buildConnector } from 'undici'

const READ_BYTES = 128 * 1024

/** What is the same for every connection; where it goes is said with each. */
interface Options {
  readonly timeout: number
  readonly allowH2: boolean
  readonly lookup: LookupFunction
}

/** Whoever reads from these sockets must copy what it keeps before it returns. */
export function createConnector(options: Options): buildConnector.connector {
  const plain = buildConnector(options)
  return (target, callback) => {
    if (target.httpSocket) return plain(target, callback)
    const reader = createReader()
    buildConnector({ ...options, onread: reader.onread })(target, (...result) => {
      // Before it is connected nothing is read from it.
      reader.socket = result[1]
      callback(...result)
    })
  }
}

function createReader() {
  let next: Buffer = Buffer.allocUnsafeSlow(READ_BYTES)
  let spare: Buffer = Buffer.allocUnsafeSlow(READ_BYTES)
  const onread: OnReadOpts = {
    buffer: () => next,
    callback(bytes) {
      const { socket } = reader
      if (!socket) return true
      const filled = next
      const more = socket.push(filled.subarray(0, bytes))
      // What came before is still unread: its buffer must not be written to.
      next = socket.readableLength > bytes ? Buffer.allocUnsafeSlow(READ_BYTES) : spare
      spare = filled
      return more
    },
  }
  const reader: { socket: Socket | null; readonly onread: OnReadOpts } = { socket: null, onread }
  return reader
}
