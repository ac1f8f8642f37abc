import { opKeys } from '../protocols/opStack/opKeys.js'
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

/** What a transfer out of a rollup over Hop states. */
export interface HopTransfer {
	readonly toChain: bigint
	readonly recipient: string
	readonly amount: bigint
	/** 32 bytes with 0x. */
	readonly nonce: string
	readonly bonderFee: bigint
	readonly amountOutMin: bigint
	readonly deadline: bigint
}

/** What names a passage over Symbiosis on its other side. Addresses with 0x. */
export interface SymbiosisRequest {
	/** 32 bytes with 0x, as the side that sends tells it. */
	readonly id: string
	/** The contract that receives it. */
	readonly receiveSide: string
	readonly revertable: string
	readonly toChain: bigint
}

/** What a burn over CCTP 2 says; its message gets a number only later. Words as 32 bytes with 0x. */
export interface CctpBurn {
	readonly burnToken: string
	readonly mintRecipient: string
	readonly amount: bigint
	readonly messageSender: string
	readonly maxFee: bigint
	readonly hookData: string
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

	/** Transfer id of Hop as deployed. Source: hop-protocol Bridge.sol, getTransferId. */
	hop: ({ toChain, recipient, amount, nonce, bonderFee, amountOutMin, deadline }: HopTransfer): string => {
		const words = [bonderFee, amountOutMin, deadline].map((part) => uint(part, 256))
		return packedHash([uint(toChain, 256), uint(BigInt(recipient), 256), uint(amount, 256), nonce, ...words])
	},

	/** External id of Symbiosis. Source: symbiosis-finance/core-contracts Synthesis.sol. */
	symbiosis: ({ id, receiveSide, revertable, toChain }: SymbiosisRequest): string =>
		packedHash([id, receiveSide, revertable, uint(toChain, 256)]),

	/** The parts of a burn message of CCTP 2 that both sides state. Source: circlefin/evm-cctp-contracts BurnMessageV2.sol. */
	cctpBurn: ({ burnToken, mintRecipient, amount, messageSender, maxFee, hookData }: CctpBurn): string =>
		packedHash([uint(1n, 32), burnToken, mintRecipient, uint(amount, 256), messageSender, uint(maxFee, 256), hookData]),

	/** Withdrawal hash of the OP stack. */
	opWithdrawal: (nonce: bigint, sender: string, target: string, value: bigint, gasLimit: bigint, data = '0x'): string =>
		opKeys.withdrawal({ nonce, sender, target, value, gasLimit, data }),
}
