/**
 * Connections that read into buffers of their own, used over and over. By default every read of 64 KiB is a new
 * allocation, and at full speed collecting them costs more than the reading.
 */
import type { Socket } from 'node:net'
import { buildConnector } from 'undici'

const READ_BYTES = 128 * 1024

/** Whoever reads from these sockets must copy what it keeps before it returns. */
export function createConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  const plain = buildConnector(options)
  return (target, callback) => {
    if (target.httpSocket) return plain(target, callback)
    const reader = createReader()
    const connect = buildConnector({ ...options, onread: reader.onread } as buildConnector.BuildOptions)
    reader.socket = connect(target, callback) as unknown as Socket
  }
}

function createReader() {
  let next: Buffer = Buffer.allocUnsafeSlow(READ_BYTES)
  let spare: Buffer = Buffer.allocUnsafeSlow(READ_BYTES)
  const reader: { socket: Socket | null; onread: object } = {
    socket: null,
    onread: {
      buffer: () => next,
      callback(bytes: number, buffer: Buffer): boolean {
        const { socket } = reader
        if (!socket) return true
        const more = socket.push(buffer.subarray(0, bytes))
        // What came before is still unread: its buffer must not be written to.
        next = socket.readableLength > bytes ? Buffer.allocUnsafeSlow(READ_BYTES) : spare
        spare = buffer
        return more
      },
    },
  }
  return reader
}
