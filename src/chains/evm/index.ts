export { type EtlInput, type EtlOptions, openEtl } from '../etl/openEtl.js'
export { type Evm, type EvmOptions, evm } from './evm.js'
export type {
	CallKind,
	EvmBlock,
	EvmCall,
	EvmLog,
	EvmReceipt,
	EvmReward,
	EvmTransaction,
	EvmWithdrawal,
} from './evmBlock.js'
