import { type ChildProcess, spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AbiCoder, type Interface } from 'ethers'
import type { RpcRequest } from '../../../src/chains/evm/rpc/rpcClient.js'
import { type Artefact, contracts } from './contracts.js'

const require = createRequire(import.meta.url)
/** Time of the first block: before Cancun on Ethereum, whose rules of that time the node is given. */
export const GENESIS_SECONDS = 1_700_000_000
/** Seconds from one block to the next. */
const BLOCK_SECONDS = 12

/** What became of a transaction. */
export interface Mined {
	readonly hash: string
	readonly height: number
	readonly succeeded: boolean
	/** What the sender paid for gas, wei. */
	readonly fee: bigint
	readonly contract: string | null
}

/** A contract that was deployed. */
export interface Deployed {
	readonly address: string
	readonly abi: Interface
}

/** What a transaction carries. */
export interface Payment {
	readonly value?: bigint
	/** Sent even where it will fail. */
	readonly mayFail?: boolean
}

/**
 * A real node of our own on the loopback, with ten rich accounts that need no keys. Each transaction is a block; the times
 * of blocks are fixed, so that the same steps make the same chain.
 */
export class Anvil {
	readonly accounts: readonly string[]
	readonly #agent = new Agent({ keepAlive: true })
	#seconds = GENESIS_SECONDS

	private constructor(
		private readonly process: ChildProcess,
		readonly url: string,
		private readonly artefacts: ReadonlyMap<string, Artefact>,
		accounts: readonly string[],
	) {
		this.accounts = accounts
	}

	static async start(chainId = 1): Promise<Anvil> {
		const artefacts = contracts()
		const { process, port } = await spawned(chainId)
		const url = `http://127.0.0.1:${port}`
		const probe = new Anvil(process, url, artefacts, [])
		const accounts = (await probe.rpc('eth_accounts', [])) as string[]
		return new Anvil(
			process,
			url,
			artefacts,
			accounts.map((account) => account.toLowerCase()),
		)
	}

	async stop(): Promise<void> {
		this.#agent.destroy()
		if (this.process.exitCode !== null) return
		const ended = new Promise((resolve) => this.process.once('exit', resolve))
		this.process.kill()
		await ended
	}

	/** As the source under test asks: a body out, the whole answer back. */
	readonly transport = ({ url, body, signal }: RpcRequest): Promise<Uint8Array> =>
		new Promise((resolve, reject) => {
			const headers = { 'content-type': 'application/json' }
			const sent = request(url, { method: 'POST', headers, agent: this.#agent, signal }, (response) => {
				const pieces: Buffer[] = []
				response.on('data', (piece: Buffer) => pieces.push(piece))
				response.on('end', () => resolve(Buffer.concat(pieces)))
				response.on('error', reject)
			})
			sent.on('error', reject)
			sent.end(body)
		})

	async rpc(method: string, params: readonly unknown[]): Promise<unknown> {
		const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
		const answer = JSON.parse(Buffer.from(await this.transport({ url: this.url, body })).toString('utf8'))
		if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`)
		return answer.result
	}

	async deploy(from: string, name: string, args: readonly unknown[] = [], payment: Payment = {}): Promise<Deployed> {
		const { bytecode, abi } = this.#artefact(name)
		const { contract } = await this.send(from, null, bytecode + abi.encodeDeploy(args).slice(2), payment)
		if (contract === null) throw new Error(`${name} was not deployed`)
		return { address: contract, abi }
	}

	/** A contract at an address of our choice: with the code that it has where it is deployed, and storage of its own. */
	async place(from: string, name: string, args: readonly unknown[], address: string): Promise<Deployed> {
		const { address: made, abi } = await this.deploy(from, name, args)
		await this.rpc('anvil_setCode', [address, await this.rpc('eth_getCode', [made, 'latest'])])
		return { address, abi }
	}

	async call(
		from: string,
		{ address, abi }: Deployed,
		method: string,
		args: readonly unknown[] = [],
		payment: Payment = {},
	): Promise<Mined> {
		return this.send(from, address, abi.encodeFunctionData(method, args), payment)
	}

	async read({ address, abi }: Deployed, method: string, args: readonly unknown[] = []): Promise<bigint> {
		const data = abi.encodeFunctionData(method, args)
		const answer = (await this.rpc('eth_call', [{ to: address, data }, 'latest'])) as string
		return AbiCoder.defaultAbiCoder().decode(['uint256'], answer)[0] as bigint
	}

	/** The contract of this name at an address that another contract made. */
	at(name: string, address: string): Deployed {
		return { address, abi: this.#artefact(name).abi }
	}

	async send(
		from: string,
		to: string | null,
		data: string,
		{ value = 0n, mayFail = false }: Payment = {},
	): Promise<Mined> {
		this.#seconds += BLOCK_SECONDS
		const transaction = {
			from,
			data,
			value: `0x${value.toString(16)}`,
			gas: '0x5b8d80',
			...(to === null ? {} : { to }),
		}
		const hash = (await this.rpc('eth_sendTransaction', [transaction])) as string
		await this.rpc('evm_mine', [{ timestamp: this.#seconds }])
		const receipt = (await this.rpc('eth_getTransactionReceipt', [hash])) as Record<string, string | null>
		const succeeded = receipt.status === '0x1'
		if (!succeeded && !mayFail) throw new Error(`${hash} failed`)
		return {
			hash,
			height: Number(receipt.blockNumber),
			succeeded,
			fee: BigInt(receipt.gasUsed as string) * BigInt(receipt.effectiveGasPrice as string),
			contract: receipt.contractAddress?.toLowerCase() ?? null,
		}
	}

	async pay(from: string, to: string, value: bigint): Promise<Mined> {
		return this.send(from, to, '0x', { value })
	}

	/** Lets time pass before the next block. */
	wait(seconds: number): void {
		this.#seconds += seconds
	}

	async balance(account: string): Promise<bigint> {
		return BigInt((await this.rpc('eth_getBalance', [account, 'latest'])) as string)
	}

	async height(): Promise<number> {
		return Number(await this.rpc('eth_blockNumber', []))
	}

	#artefact(name: string): Artefact {
		const artefact = this.artefacts.get(name)
		if (artefact === undefined) throw new Error(`no contract ${name}`)
		return artefact
	}
}

/** The node's own program: the launcher of the package starts one of its own, which would outlive it. */
function program(): string {
	const launcher = require.resolve('@foundry-rs/anvil/package.json')
	const { optionalDependencies } = require(launcher) as { optionalDependencies: Record<string, string> }
	const fitting = Object.keys(optionalDependencies).find((name) =>
		name.endsWith(`-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`),
	)
	if (fitting === undefined) throw new Error(`no anvil for ${process.platform} ${process.arch}`)
	const folder = dirname(createRequire(launcher).resolve(`${fitting}/package.json`))
	return join(folder, 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil')
}

async function spawned(chainId: number): Promise<{ readonly process: ChildProcess; readonly port: number }> {
	const flags = ['--host', '127.0.0.1', '--port', '0', '--chain-id', String(chainId), '--hardfork', 'shanghai']
	const times = ['--timestamp', String(GENESIS_SECONDS), '--block-base-fee-per-gas', '1000000000', '--no-mining']
	const child = spawn(program(), [...flags, ...times], { stdio: ['ignore', 'pipe', 'pipe'] })
	const port = await new Promise<number>((resolve, reject) => {
		let said = ''
		const hear = (piece: Buffer): void => {
			said += piece.toString('utf8')
			const match = /Listening on 127\.0\.0\.1:([0-9]+)/.exec(said)
			if (match !== null) resolve(Number(match[1]))
		}
		child.stdout.on('data', hear)
		child.stderr.on('data', hear)
		child.once('error', reject)
		child.once('exit', () => reject(new Error(`anvil ended before it listened:\n${said}`)))
	})
	return { process: child, port }
}
