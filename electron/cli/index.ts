#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { findFolders } from '#core/folders'
import { createStderrLog } from '#core/log'
import type { Platform } from '#domain/hardware'
import { run } from './run.ts'

const appRoot = join(import.meta.dirname, '../..')
const platform = process.platform as Platform
const place = { platform, home: homedir(), env: process.env }
const { version } = JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as { version: string }

// A reader that goes away (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await run(process.argv.slice(2), {
  version,
  appRoot,
  platform,
  env: process.env,
  place,
  folders: findFolders(place),
  log: createStderrLog(),
  print: (line) => void process.stdout.write(`${line}\n`),
})
