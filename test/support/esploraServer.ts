import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { address, type Block, type Network, type Transaction } from 'bitcoinjs-lib'

/** Transactions of one page of a history. */
const PAGE = 25
/** Small on the wire and 40 MiB unpacked. */
const BOMB = gzipSync(Buffer.alloc(40 * 2 ** 20, 32))

/** What goes wrong with one reply. The rest of them are whole. */
export type Fault =
	| 'refuse'
	| 'reset'
	| 'cut'
	| 'cutGzip'
	| 'cutChunks'
	| 'unframed'
	| 'html'
	| 'gone'
	| 'tooMany'
	| 'slow'
	| 'bomb'
	| 'drip'
	| 'elsewhere'
	| 'empty'
	| 'halfJson'
	| 'busy'
	| ((json: unknown) => unknown)

/** A fault for a request, by its path and how often that path was asked for before; none where it is undefined. */
export type Faults = (path: string, before: number) => Fault | undefined

/** An Esplora server on this machine that holds a chain in memory: a double, made for tests. */
export interface EsploraServer {
	readonly url: string
	/** Paths asked for, in order. */
	readonly asked: string[]
	faults: Faults
	/** Where it sends those who ask elsewhere; another server sees here whether they came. */
	elsewhere: string
	close(): Promise<void>
}

interface Placed {
	readonly tx: Transaction
	readonly block: Block
	readonly height: number
	readonly index: number
}

const idOf = (hash: Uint8Array) => Buffer.from(hash).reverse().toString('hex')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Everything that the routes answer from. Blocks of one chain, in order. */
class Chain {
	readonly byTxid = new Map<string, Placed>()
	readonly spenders = new Map<string, { readonly txid: string; readonly vin: number }>()
	readonly histories = new Map<string, Placed[]>()

	constructor(
		readonly blocks: readonly Block[],
		readonly network: Network,
	) {
		for (const [height, block] of blocks.entries()) {
			for (const [index, tx] of (block.transactions ?? []).entries()) {
				const placed = { tx, block, height, index }
				this.byTxid.set(tx.getId(), placed)
				if (index > 0)
					for (const [vin, input] of tx.ins.entries())
						this.spenders.set(`${idOf(input.hash)}:${input.index}`, { txid: tx.getId(), vin })
			}
		}
		for (const placed of this.byTxid.values()) {
			const { tx, index } = placed
			const spent = index === 0 ? [] : tx.ins.map((input) => this.previous(input)).filter((output) => output !== null)
			const scripts = new Set([...spent, ...tx.outs].map(({ script }) => hex(script)))
			for (const script of scripts) {
				for (const key of [scriptHash(script), this.addressOf(script)]) {
					if (key === undefined) continue
					const history = this.histories.get(key)
					if (history) history.unshift(placed)
					else this.histories.set(key, [placed])
				}
			}
		}
	}

	previous({ hash, index }: Transaction['ins'][number]) {
		return this.byTxid.get(idOf(hash))?.tx.outs[index] ?? null
	}

	addressOf(script: string): string | undefined {
		try {
			if (/^5120.{64}$/.test(script))
				return address.toBech32(Buffer.from(script.slice(4), 'hex'), 1, this.network.bech32)
			return address.fromOutputScript(Buffer.from(script, 'hex'), this.network)
		} catch {
			return undefined
		}
	}

	output({ script, value }: { readonly script: Uint8Array; readonly value: bigint }) {
		const scriptpubkey = hex(script)
		const named = this.addressOf(scriptpubkey)
		const extra = named === undefined ? {} : { scriptpubkey_address: named }
		return { scriptpubkey, scriptpubkey_asm: '', scriptpubkey_type: 'unknown', ...extra, value: Number(value) }
	}

	status({ block, height }: Placed) {
		return { confirmed: true, block_height: height, block_hash: block.getId(), block_time: block.timestamp }
	}

	transaction(placed: Placed) {
		const { tx, index } = placed
		const vin = tx.ins.map((input) => {
			const previous = index === 0 ? null : this.previous(input)
			return {
				txid: idOf(input.hash),
				vout: input.index,
				prevout: previous && this.output(previous),
				scriptsig: hex(input.script),
				scriptsig_asm: '',
				...(input.witness.length > 0 ? { witness: input.witness.map(hex) } : {}),
				is_coinbase: index === 0,
				sequence: input.sequence,
			}
		})
		const { version, locktime } = tx
		const sizes = { size: tx.byteLength(), weight: tx.weight(), fee: 0 }
		return {
			...{ txid: tx.getId(), version, locktime, vin },
			vout: tx.outs.map((output) => this.output(output)),
			...sizes,
			status: this.status(placed),
		}
	}

	/** What a path is answered with: JSON, plain text, or null where there is no such thing. */
	answer(path: string): unknown {
		const [, kind = '', id = '', ...rest] = path.split('/')
		if (path === '/blocks/tip/hash') return this.blocks.at(-1)?.getId() ?? null
		if (kind === 'block-height') return this.blocks[Number(id)]?.getId() ?? null
		if (kind === 'block') {
			const height = this.blocks.findIndex((block) => block.getId() === id)
			return height < 0 ? null : { id, height, timestamp: this.blocks[height]?.timestamp, tx_count: 1 }
		}
		if (kind === 'tx') return this.#transaction(id, rest.join('/'))
		if (kind === 'address' || kind === 'scripthash') return this.#account(id, rest)
		return null
	}

	#transaction(txid: string, what: string): unknown {
		const placed = this.byTxid.get(txid)
		if (placed === undefined) return null
		if (what === '') return this.transaction(placed)
		if (what === 'merkle-proof') return { block_height: placed.height, merkle: [], pos: placed.index }
		if (what !== 'outspends') return null
		return placed.tx.outs.map((_, vout) => {
			const spender = this.spenders.get(`${txid}:${vout}`)
			if (spender === undefined) return { spent: false }
			return { spent: true, ...spender, status: this.status(this.byTxid.get(spender.txid) as Placed) }
		})
	}

	#account(id: string, [what, how, last]: readonly string[]): unknown {
		const history = this.histories.get(id) ?? []
		const counts = { funded_txo_count: 0, funded_txo_sum: 0, spent_txo_count: 0, spent_txo_sum: 0 }
		if (what === undefined) return { chain_stats: { ...counts, tx_count: history.length }, mempool_stats: counts }
		if (what !== 'txs' || how !== 'chain') return null
		const from = last === undefined ? 0 : history.findIndex(({ tx }) => tx.getId() === last) + 1
		return history.slice(from, from + PAGE).map((placed) => this.transaction(placed))
	}
}

const scriptHash = (script: string) => createHash('sha256').update(Buffer.from(script, 'hex')).digest('hex')

/** Serves a chain under `/api` on a free port of this machine. */
export async function startEsploraServer(blocks: readonly Block[], network: Network): Promise<EsploraServer> {
	const chain = new Chain(blocks, network)
	const before = new Map<string, number>()
	const state = { asked: [] as string[], faults: (() => undefined) as Faults, elsewhere: '' }
	const server = createServer((request, response) => {
		const path = (request.url ?? '').replace(/^\/api/, '')
		const count = before.get(path) ?? 0
		before.set(path, count + 1)
		state.asked.push(path)
		reply(chain.answer(path), state.faults(path, count), { request, response, elsewhere: state.elsewhere })
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
	const { port } = server.address() as AddressInfo
	return Object.assign(state, { url: `http://127.0.0.1:${port}/api`, close: () => closed(server) })
}

interface Exchange {
	readonly request: IncomingMessage
	readonly response: ServerResponse
	readonly elsewhere: string
}

function reply(answer: unknown, fault: Fault | undefined, { request, response, elsewhere }: Exchange): void {
	const value = typeof fault === 'function' && answer !== null ? fault(answer) : answer
	const text = value === null ? 'Not found' : typeof value === 'string' ? value : JSON.stringify(value)
	const body = Buffer.from(text)
	const send = (status: number, type: string, bytes: Uint8Array, headers: Record<string, string> = {}) =>
		response.writeHead(status, { 'content-type': type, 'content-length': `${bytes.length}`, ...headers }).end(bytes)
	const type = typeof value === 'string' ? 'text/plain' : 'application/json'
	switch (fault) {
		case 'refuse':
		case 'reset':
			request.socket.destroy()
			return
		case 'cut':
			response.writeHead(200, { 'content-type': type, 'content-length': `${body.length + 10}` })
			response.write(body.subarray(0, Math.ceil(body.length / 2)), () => request.socket.destroy())
			return
		case 'cutGzip': {
			const packed = gzipSync(body)
			send(200, type, packed.subarray(0, Math.ceil(packed.length / 2)), { 'content-encoding': 'gzip' })
			return
		}
		case 'cutChunks':
			response.writeHead(200, { 'content-type': type, 'transfer-encoding': 'chunked' })
			response.write(body.subarray(0, Math.ceil(body.length / 2)), () => request.socket.destroy())
			return
		case 'unframed':
			request.socket.end(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nConnection: close\r\n\r\n${text}`)
			return
		case 'html':
			send(200, 'text/html', Buffer.from('<html><body>One moment please \u202e</body></html>'))
			return
		case 'gone':
			send(502, 'text/html', Buffer.from('<html>502</html>'))
			return
		case 'tooMany':
			send(429, 'text/plain', Buffer.from('Too Many Requests'), { 'retry-after': '2' })
			return
		case 'busy':
			send(400, 'text/plain', Buffer.from('Too many history entries'))
			return
		case 'slow':
			return
		case 'drip':
			response.writeHead(200, { 'content-type': type, 'transfer-encoding': 'chunked' })
			response.write(' ')
			return
		case 'bomb':
			send(200, type, BOMB, { 'content-encoding': 'gzip' })
			return
		case 'elsewhere':
			response.writeHead(301, { location: elsewhere, 'content-length': '0' }).end()
			return
		case 'empty':
			send(200, type, Buffer.from(''))
			return
		case 'halfJson':
			send(200, type, body.subarray(0, Math.floor(body.length / 2)))
			return
	}
	const packed = request.headers['accept-encoding'] === 'gzip' && body.length > 200
	if (packed) send(value === null ? 404 : 200, type, gzipSync(body), { 'content-encoding': 'gzip' })
	else send(value === null ? 404 : 200, value === null ? 'text/plain' : type, body)
}

function closed(server: Server): Promise<void> {
	server.closeAllConnections()
	return new Promise((resolve) => server.close(() => resolve()))
}
