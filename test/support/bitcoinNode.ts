import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A Bitcoin node of Bitcoin Core's lineage on a chain of its own, in a folder of its own. */
export interface BitcoinNode {
	/** Where its `blk*.dat`, `rev*.dat` and `xor.dat` lie. */
	readonly blocks: string
	readonly version: string
	rpc<A = unknown>(method: string, ...params: readonly unknown[]): Promise<A>
	/** Ends the node, so that everything is on disk; the folder stays until `remove`. */
	stop(): Promise<void>
	remove(): void
}

/** The node's program: named by `FUNDTRAIL_BITCOIND`, or `bitcoind` where it is installed; null where there is none. */
export function bitcoindPath(): string | null {
	const program = process.env.FUNDTRAIL_BITCOIND ?? 'bitcoind'
	return spawnSync(program, ['--version'], { timeout: 20_000 }).status === 0 ? program : null
}

/** Starts a node on regtest that talks to nobody. */
export async function startBitcoinNode(program: string): Promise<BitcoinNode> {
	const folder = mkdtempSync(join(tmpdir(), 'fundtrail-node-'))
	const port = await freePort()
	const flags = ['-regtest', `-datadir=${folder}`, `-rpcport=${port}`, '-listen=0', '-fallbackfee=0.0001', '-txindex=1']
	const child = spawn(program, [...flags, '-printtoconsole=0', '-dnsseed=0'], { stdio: 'ignore' })
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
	const rpc = <A>(method: string, ...params: readonly unknown[]) => call<A>(folder, port, method, params)
	const version = await ready(rpc, child)
	return {
		blocks: join(folder, 'regtest', 'blocks'),
		version,
		rpc,
		async stop() {
			if (child.exitCode === null) await rpc('stop')
			await ended
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	}
}

async function ready(rpc: BitcoinNode['rpc'], child: ChildProcess): Promise<string> {
	for (let attempt = 0; attempt < 300; attempt++) {
		if (child.exitCode !== null) throw new Error(`the node ended with ${child.exitCode}`)
		try {
			return (await rpc<{ subversion: string }>('getnetworkinfo')).subversion
		} catch {
			await wait(200)
		}
	}
	throw new Error('the node does not answer')
}

function call<A>(folder: string, port: number, method: string, params: readonly unknown[]): Promise<A> {
	const cookie = join(folder, 'regtest', '.cookie')
	if (!existsSync(cookie)) return Promise.reject(new Error('no cookie yet'))
	const body = JSON.stringify({ jsonrpc: '1.0', id: method, method, params })
	return new Promise((resolve, reject) => {
		const options = { host: '127.0.0.1', port, method: 'POST', auth: readFileSync(cookie, 'utf8') }
		const sent = request(options, (answer) => {
			const parts: Buffer[] = []
			answer.on('data', (part: Buffer) => parts.push(part))
			answer.on('error', reject)
			answer.on('end', () => {
				const { result, error } = JSON.parse(Buffer.concat(parts).toString('utf8'))
				if (error === null || error === undefined) resolve(result)
				else reject(new Error(`${method}: ${error.message}`))
			})
		})
		sent.on('error', reject)
		sent.end(body)
	})
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer()
		server.once('error', reject)
		server.listen(0, '127.0.0.1', () => {
			const address = server.address()
			server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
		})
	})
}
