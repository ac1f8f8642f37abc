import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { networks } from 'bitcoinjs-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCase, Recorder } from '../../../src/cases.js'
import { openRecording } from '../../../src/chains/transport/openRecording.js'
import { recordingSchema } from '../../../src/chains/transport/recording.js'
import { trace } from '../../../src/trace.js'
import type { TraceResult } from '../../../src/traceResult.js'
import { type EsploraServer, startEsploraServer } from '../../support/esploraServer.js'
import { regtestBlocks, regtestFolder, regtestTold } from '../../support/regtestFiles.js'

const REGTEST = 'bip122:0f9188f13cb7b2c71f2a335e3a4fc328'
const root = mkdtempSync(join(tmpdir(), 'fundtrail-recording-'))
let server: EsploraServer

beforeAll(async () => {
	server = await startEsploraServer(regtestBlocks(), networks.regtest)
})
afterAll(async () => {
	await server.close()
	rmSync(root, { recursive: true })
})

/** A coinbase that is spent, and an account that its money reaches. */
const spent = regtestTold.find(({ fee }) => fee !== null)!
const seed = `${REGTEST}/${spent.inputs[0]![0]}`
const target = spent.outputs.find(([, , address]) => address?.startsWith('bcrt1p'))![2]!

function writeCase(name: string, source: object): string {
	const folder = join(root, name)
	mkdirSync(folder, { recursive: true })
	writeFileSync(
		join(folder, 'labels.csv'),
		`chain,address,label,entity,category,source,date,confidence\nbitcoin-regtest,${target},Some Exchange,some,exchange,made up,2024-01-02,\n`,
	)
	const content = {
		case: 'fundtrail.case/1',
		name: 'one coin',
		seeds: [{ output: seed }],
		sources: [source],
		labels: ['labels.csv'],
	}
	writeFileSync(join(folder, 'case.json'), JSON.stringify(content))
	return folder
}

async function run(folder: string, recorder?: Recorder): Promise<TraceResult> {
	const { options } = await openCase(folder, { recorder, allowOutside: true })
	return trace(options)
}

const live = () => ({ kind: 'esplora', url: server.url, chain: 'bitcoin-regtest', allowPrivate: true })

describe('a recorded trace', () => {
	let folder = ''
	let recorded: TraceResult

	beforeAll(async () => {
		folder = join(root, 'replies')
		recorded = await run(writeCase('live', live()), await Recorder.into(folder))
	})

	it('gives the same bytes again without asking anybody', async () => {
		expect(recorded.status).toBe('complete')
		expect(recorded.endpoints).toMatchObject([{ entity: 'some' }])
		const asked = server.asked.length
		const replayed = await run(writeCase('replay', { kind: 'recording', path: folder }))
		expect(JSON.stringify(replayed)).toBe(JSON.stringify(recorded))
		expect(server.asked.length).toBe(asked)
	})

	it('rests on the same facts as the blocks', async () => {
		const blocks = await run(
			writeCase('blocks', { kind: 'blocks', path: join(regtestFolder, 'blk00000.dat'), scope: 'complete' }),
		)
		expect(blocks.factsHash).toBe(recorded.factsHash)
		expect(blocks.endpoints[0]?.totals).toEqual(recorded.endpoints[0]?.totals)
	})

	it('says what it is of, and no address of the provider', () => {
		const manifest = JSON.parse(readFileSync(join(folder, 'recording.json'), 'utf8'))
		expect(recordingSchema.parse(manifest).sources).toEqual([
			{ kind: 'esplora', chain: REGTEST, height: null, maxTransactions: null },
		])
		for (const file of ['recording.json', 'replies.jsonl'])
			expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/127\.0\.0\.1|http/)
	})

	it('lacking replies is partial, and never silently smaller', async () => {
		const copy = join(root, 'half')
		mkdirSync(copy)
		const lines = readFileSync(join(folder, 'replies.jsonl'), 'utf8').trim().split('\n')
		writeFileSync(join(copy, 'recording.json'), readFileSync(join(folder, 'recording.json')))
		// The last line is half a line, as a broken-off recording leaves it.
		writeFileSync(join(copy, 'replies.jsonl'), `${lines.slice(0, -2).join('\n')}\n${lines.at(-2)!.slice(0, 20)}`)
		mkdirSync(join(copy, 'bodies'))
		for (const line of lines) {
			const { sha256 } = JSON.parse(line) as { sha256: string }
			const place = join('bodies', sha256.slice(0, 2))
			mkdirSync(join(copy, place), { recursive: true })
			writeFileSync(join(copy, place, sha256.slice(2)), readFileSync(join(folder, place, sha256.slice(2))))
		}
		const result = await run(writeCase('half-case', { kind: 'recording', path: copy }))
		expect(result.status).toBe('partial')
		expect(result.coverage.some(({ status }) => status !== 'complete')).toBe(true)
	})

	it('with a changed reply is refused', async () => {
		const { transport } = (await openRecording(folder, 'r'))[0]!
		const row = JSON.parse(readFileSync(join(folder, 'replies.jsonl'), 'utf8').split('\n')[1]!) as {
			path: string
			sha256: string
		}
		const file = join(folder, 'bodies', row.sha256.slice(0, 2), row.sha256.slice(2))
		const kept = readFileSync(file)
		try {
			appendFileSync(file, ' ')
			await expect(transport.send({ path: row.path })).rejects.toMatchObject({ code: 'E_VERIFY' })
		} finally {
			writeFileSync(file, kept)
		}
		await expect(transport.send({ path: row.path })).resolves.toMatchObject({ status: 200 })
		await expect(transport.send({ path: '/tx/other' })).rejects.toMatchObject({ code: 'E_NOT_FOUND' })
	})
})

describe('a folder that is no recording', () => {
	it.each([
		['recording.json', '{"schema":"fundtrail.recording/2","sources":[]}', 'E_INPUT'],
		['recording.json', 'no json', 'E_INPUT'],
		['replies.jsonl', '{"source":1,"path":"/x","status":200,"type":"","sha256":"00"}\n', 'E_INPUT'],
		['replies.jsonl', `{"source":5,"path":"/x","status":200,"type":"","sha256":"${'00'.repeat(32)}"}\n`, 'E_INPUT'],
		['replies.jsonl', null, 'E_PATH'],
	])('with a bad %s is refused', async (file, content, code) => {
		const folder = mkdtempSync(join(root, 'bad-'))
		const good = { 'recording.json': '{"schema":"fundtrail.recording/1","sources":[]}', 'replies.jsonl': '' }
		for (const [name, text] of Object.entries({ ...good, [file]: content }))
			if (text !== null) writeFileSync(join(folder, name), text)
		await expect(openRecording(folder, 'r')).rejects.toMatchObject({ code })
	})

	it('is not written over', async () => {
		const folder = mkdtempSync(join(root, 'full-'))
		writeFileSync(join(folder, 'mine.txt'), 'x')
		await expect(Recorder.into(folder)).rejects.toMatchObject({ code: 'E_PATH' })
		await expect(Recorder.into(join(folder, 'mine.txt'))).rejects.toMatchObject({ code: 'E_PATH' })
		const none = join(folder, 'new')
		await Recorder.into(none)
		expect(existsSync(none)).toBe(false)
	})
})
