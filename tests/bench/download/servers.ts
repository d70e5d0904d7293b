/** nginx on loopback: plain, over TLS, as a line with latency, and behind a line with a limit. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'

export interface Servers {
  readonly plain: number
  readonly tls: number
  /** Every request waits for a round trip, and a connection carries one window in each. */
  readonly latency: number
  /** All connections together share a rate. */
  readonly throttled: number
  readonly certificate: string
  stop(): Promise<void>
}

export interface Lines {
  readonly roundTripMs: number
  readonly windowBytes: number
  readonly throttledBytesPerSecond: number
}

/** The same path for every contender, as the hub's own. */
export const FILE_PATH = '/org/model/resolve/main/model.bin'

export async function startServers(dir: string, file: string, lines: Lines): Promise<Servers> {
  const [plain, tls, latency, delayed] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ]
  const [certificate, key, conf] = ['cert.pem', 'key.pem', 'nginx.conf'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ]
  makeCertificate(certificate, key)
  mkdirSync(join(dir, 'nginx'), { recursive: true })
  const rate = Math.round((lines.windowBytes / lines.roundTripMs) * 1000)
  writeFileSync(conf, config({ dir, file, plain, tls, latency, delayed, rate, certificate, key }))
  const nginx = spawn('nginx', ['-c', conf, '-p', dir], { stdio: 'ignore' })
  await answers(plain)
  const script = join(import.meta.dirname, 'slow-line.ts')
  const args = [script, String(plain), String(lines.throttledBytesPerSecond)]
  const line = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(line.stdout, 'data')) as [Buffer]
  const permits = permitAfter(lines.roundTripMs).listen(delayed, '127.0.0.1')
  return {
    plain,
    tls,
    latency,
    throttled: Number(said.toString()),
    certificate,
    async stop() {
      permits.closeAllConnections()
      permits.close()
      await Promise.all([end(nginx), end(line)])
    },
  }
}

/** Lets nginx serve the file, ranges and all, once a round trip is over. */
const permitAfter = (roundTripMs: number): Server =>
  createHttpServer((_request, response) => {
    setTimeout(() => response.writeHead(200, { 'x-accel-redirect': '/file' }).end(), roundTripMs)
  })

function makeCertificate(certificate: string, key: string): void {
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-keyout', key, '-out', certificate]
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject],
    {
      stdio: 'pipe',
    },
  )
}

interface Config {
  readonly dir: string
  readonly file: string
  readonly plain: number
  readonly tls: number
  readonly latency: number
  readonly delayed: number
  /** Bytes per second of one connection on the line with latency. */
  readonly rate: number
  readonly certificate: string
  readonly key: string
}

const config = ({ dir, file, plain, tls, latency, delayed, rate, certificate, key }: Config): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 2;
daemon off;
pid ${dir}/nginx/pid;
error_log ${dir}/nginx/error.log;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  default_type application/octet-stream;
  client_body_temp_path ${dir}/nginx/body;
  proxy_temp_path ${dir}/nginx/proxy;
  fastcgi_temp_path ${dir}/nginx/fastcgi;
  uwsgi_temp_path ${dir}/nginx/uwsgi;
  scgi_temp_path ${dir}/nginx/scgi;
  server {
    listen 127.0.0.1:${plain};
    listen 127.0.0.1:${tls} ssl;
    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    location = ${FILE_PATH} { alias ${file}; }
  }
  server {
    listen 127.0.0.1:${latency};
    limit_rate ${rate};
    location = ${FILE_PATH} { proxy_pass http://127.0.0.1:${delayed}; }
    location = /file { internal; alias ${file}; }
  }
}
`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
    if (found) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('nginx does not answer')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
