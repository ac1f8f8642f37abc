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
export { type AppendedLogs, type AppendLogsOptions, appendLogs } from './rpc/appendLogs.js'
export { type EvmRpcOptions, openEvmRpc } from './rpc/openEvmRpc.js'
export type { TraceMethod } from './rpc/readBlock.js'
export type { RpcRequest, RpcTransport } from './rpc/rpcClient.js'
