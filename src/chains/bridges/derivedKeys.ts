import { opKeys } from './opKeys.js'
import { packedHash } from './packedHash.js'

/** What a deposit into a Celer pool states. Addresses with 0x, amounts in base units, EVM chain ids. */
export interface CelerTransfer {
	readonly sender: string
	readonly receiver: string
	readonly token: string
	readonly amount: bigint
	readonly toChain: bigint
	readonly nonce: bigint
	readonly fromChain: bigint
}

/** What names one packet of LayerZero 2. Senders and receivers as 32 bytes with 0x. */
export interface LayerZeroPacket {
	readonly nonce: bigint
	readonly fromEndpoint: bigint
	readonly sender: string
	readonly toEndpoint: bigint
	readonly receiver: string
}

const uint = (value: bigint, bits: number) => ({ value, bytes: bits / 8 })

/** Keys that one side states and the other derives. */
export const derivedKeys = {
	/** Transfer id of a Celer pool. Source: celer-network/sgn-v2-contracts LiquidityBridge.sol. */
	celer: ({ sender, receiver, token, amount, toChain, nonce, fromChain }: CelerTransfer): string =>
		packedHash([sender, receiver, token, uint(amount, 256), uint(toChain, 64), uint(nonce, 64), uint(fromChain, 64)]),

	/** GUID of LayerZero 2. Source: LayerZero-v2 GUID.sol. */
	layerZero: ({ nonce, fromEndpoint, sender, toEndpoint, receiver }: LayerZeroPacket): string =>
		packedHash([uint(nonce, 64), uint(fromEndpoint, 32), sender, uint(toEndpoint, 32), receiver]),

	/** Withdrawal hash of the OP stack. */
	opWithdrawal: (nonce: bigint, sender: string, target: string, value: bigint, gasLimit: bigint, data = '0x'): string =>
		opKeys.withdrawal({ nonce, sender, target, value, gasLimit, data }),
}
