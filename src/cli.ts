#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { runCli } from './cli/runCli.js'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
runCli(process.argv, version)
