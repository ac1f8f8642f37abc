import type { EvmTransaction } from '../../../../src/chains/evm/evmBlock.js'
import { evm } from '../../../../src/chains/evm/index.js'
import type { BridgeLeg } from '../../../../src/model/bridgeLeg.js'
import type { Anvil, Deployed, Mined } from '../../../support/anvil/anvil.js'

/** Puts the code of one of our contracts where the registry lists the real one. */
export async function placeAt(anvil: Anvil, name: string, address: string, coins = 0n): Promise<Deployed> {
	const { address: made } = await anvil.deploy(anvil.accounts[9] as string, name)
	await anvil.rpc('anvil_setCode', [address, await anvil.rpc('eth_getCode', [made, 'latest'])])
	if (coins > 0n) await anvil.rpc('anvil_setBalance', [address, `0x${coins.toString(16)}`])
	return anvil.at(name, address)
}

interface RpcReceipt {
	readonly status: string
	readonly logs: readonly {
		readonly logIndex: string
		readonly address: string
		readonly topics: string[]
		readonly data: string
	}[]
}
interface RpcTransaction {
	readonly from: string
	readonly to: string | null
	readonly value: string
	readonly input: string
	readonly blockHash: string
}

/** The legs that a transaction of a local node tells on the chain that it stands for. */
export async function legsOf(
	anvil: Anvil,
	chain: string,
	{ hash, height }: Mined,
	facts: Partial<EvmTransaction> = {},
): Promise<readonly BridgeLeg[]> {
	const receipt = (await anvil.rpc('eth_getTransactionReceipt', [hash])) as RpcReceipt
	const sent = (await anvil.rpc('eth_getTransactionByHash', [hash])) as RpcTransaction
	const transaction: EvmTransaction = {
		hash,
		index: 0,
		from: sent.from.toLowerCase(),
		to: sent.to?.toLowerCase() ?? null,
		value: BigInt(sent.value),
		type: 2,
		mint: 0n,
		input: sent.input,
		calls: null,
		...facts,
		receipt: {
			succeeded: receipt.status === '0x1',
			gasUsed: 0n,
			fee: 0n,
			contractAddress: null,
			logs: receipt.logs.map(({ logIndex, address, topics, data }) => ({
				index: Number(logIndex),
				address: address.toLowerCase(),
				topics,
				data,
			})),
		},
	}
	const block = { height, hash: sent.blockHash, atSeconds: 1_700_000_000 + height }
	return evm(chain).transaction(block, transaction).legs ?? []
}
