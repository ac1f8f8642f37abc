// npm run bench [-- rowIds…] [--full] [--repeats N] [--json FILE]
//
// Runs the rows of test/bench/rows, each in a process of its own, and prints what they measured. See README.md here.
import { fork } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

/** The young generation of 64 MB is the fair one to the peers: with the default 16 MB graphology pays up to 1.4x more. */
const NODE_FLAGS = ['--expose-gc', '--max-semi-space-size=64', '--max-old-space-size=16384']

const here = dirname(fileURLToPath(import.meta.url))
const made = join(here, '../../.bench')

const { values: flags, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		full: { type: 'boolean', default: false },
		repeats: { type: 'string', default: '5' },
		json: { type: 'string', default: join(made, 'results.json') },
	},
})

const known = readdirSync(join(here, 'rows'))
	.filter((file) => /^\d\d[a-z]?-.*\.ts$/.test(file))
	.sort()
	.map((file) => ({ id: file.slice(0, file.indexOf('-')).replace(/^0/, ''), file }))
const unknown = positionals.filter((id) => !known.some((row) => row.id === id))
if (unknown.length > 0) {
	process.stderr.write(`no row ${unknown.join(', ')}; there are ${known.map(({ id }) => id).join(' ')}\n`)
	process.exit(2)
}
const asked = positionals.length === 0 ? known : known.filter(({ id }) => positionals.includes(id))

await build({
	absWorkingDir: join(here, '../..'),
	entryPoints: Object.fromEntries([
		['runRow', join(here, 'support/runRow.ts')],
		...asked.map(({ file }) => [file.slice(0, -3), join(here, 'rows', file)]),
	]),
	outdir: made,
	outExtension: { '.js': '.mjs' },
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	packages: 'external',
	logLevel: 'warning',
})
mkdirSync(made, { recursive: true })

const started = new Date().toISOString()
const rows = []
for (const { id, file } of asked) rows.push(await runRow(id, file))
const machine = {
	node: process.version,
	flags: NODE_FLAGS,
	cores: availableParallelism(),
	cpu: cpus()[0]?.model ?? 'unknown',
	memoryBytes: totalmem(),
}
writeFileSync(flags.json, `${JSON.stringify({ started, machine, full: flags.full, rows }, null, '\t')}\n`)

printTable(rows)
const failed = rows.flatMap(({ id, error, lines }) => [
	...(error === null ? [] : [`row ${id}: ${error}`]),
	...lines
		.filter((line) => line.verdict === 'fail')
		.map((line) => `row ${id}, ${line.workload}: ${line.figure} misses the gate`),
])
process.stdout.write(`\n${flags.json}\n`)
for (const text of failed) process.stdout.write(`FAIL ${text}\n`)
process.exitCode = failed.length === 0 ? 0 : 1

/** Runs one row in its own process, so that no row meets the heap or the compiled code of another. */
function runRow(id, file) {
	process.stderr.write(`row ${id} ${file.slice(file.indexOf('-') + 1, -3)} …\n`)
	const loadBefore = loadavg()[0]
	const child = fork(join(made, 'runRow.mjs'), [join(made, file.replace(/\.ts$/, '.mjs'))], {
		execArgv: NODE_FLAGS,
		env: { ...process.env, BENCH_FULL: flags.full ? '1' : '', BENCH_REPEATS: flags.repeats },
	})
	const lines = []
	let error = null
	let title = ''
	child.on('message', (message) => {
		if (message.kind === 'title') title = message.title
		if (message.kind === 'error') error = message.error
		if (message.kind !== 'line') return
		lines.push(message.line)
		process.stderr.write(`  ${describe(message.line).join(' | ')}\n`)
	})
	return new Promise((resolve) => {
		child.on('close', (code, signal) => {
			if (code !== 0 && error === null) error = `ended with ${signal ?? code}`
			if (error !== null) process.stderr.write(`  ERROR ${error}\n`)
			resolve({ id, title, error, load: { before: loadBefore, after: loadavg()[0] }, lines })
		})
	})
}

function describe({ workload, peer, ours, peerFigure, ourFigure, figure, goal, verdict }) {
	return [workload, `${peer} ${peerFigure}`.trim(), `${ours} ${ourFigure}`.trim(), figure, goal, verdict]
}

function printTable(results) {
	const head = ['row', 'workload', 'peer', 'ours', 'result', 'goal', 'verdict']
	const cells = results.flatMap(({ id, title, error, lines }) => [
		...lines.map((line, i) => [i === 0 ? `${id} ${title}` : '', ...describe(line)]),
		...(error === null ? [] : [[`${id} ${title}`, error.split('\n')[0], '', '', '', '', 'fail']]),
	])
	const widths = head.map((text, i) => Math.max(text.length, ...cells.map((row) => row[i].length)))
	const print = (row) =>
		process.stdout.write(
			`${row
				.map((text, i) => text.padEnd(widths[i]))
				.join('  ')
				.trimEnd()}\n`,
		)
	print(head)
	print(widths.map((width) => '-'.repeat(width)))
	for (const row of cells) print(row)
	const loads = results.flatMap(({ load }) => [load.before, load.after])
	const range = [Math.min(...loads), Math.max(...loads)].map((load) => load.toFixed(1)).join(' to ')
	process.stdout.write(
		`\nload average ${range} on ${availableParallelism()} cores; figures are process CPU time (user + sys), medians\n`,
	)
	process.stdout.write('pass: the goal is met; near: at least half of it; fail: less than half, or answers differ\n')
}
