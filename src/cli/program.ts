import { Command, InvalidArgumentError, Option } from 'commander'
import { displayText } from '../model/displayText.js'
import { RULE_IDS } from '../model/method.js'
import { DIRECTIONS, FEE_TAINTS, SORTS } from '../model/options.js'
import type { ExitCode } from './exitCodes.js'

/** Subcommands and flags. What a subcommand does is loaded when it is called, so that help needs no chain library. */
export function program(version: string, end: (code: ExitCode) => void): Command {
	const root = new Command('fundtrail')
		.description('Follows crypto funds from seeds to the services that they reached: ranked, every unit accounted for.')
		.version(version)
		.exitOverride()
		.configureOutput({
			outputError: (text, write) => write(text.split('\n').map(displayText).join('\n')),
		})
		.showHelpAfterError('(fundtrail --help shows what there is)')

	runOptions(root.command('trace').argument('[case]', 'case file, or a folder with a case.json'))
		.description('trace a case, or what the flags describe')
		.option('--json', 'print the result as canonical JSON and nothing else')
		.option(
			'--out <dir>',
			'also write result.json and graph.gexf to this folder, and resume.json where it was stopped or not answered',
		)
		.option(
			'--resume <file>',
			'continue a trace of the same case that was stopped or not answered: the resume.json of its --out',
		)
		.option('--seed <id...>', 'without a case: account, output or transaction, e.g. bitcoin/<txid>:<vout>')
		.option('--asset <id>', 'asset of seeds that are accounts, e.g. usd')
		.option(
			'--source <kind=path...>',
			'without a case: transfers=FILE, blocks=FILE, etl=FILE, esplora=URL, evm-rpc=URL, recording=FOLDER; a URL that holds a key stands in a variable: evm-rpc=env:NAME',
		)
		.option('--from-block <n>', 'first block that is read of an evm-rpc source', whole)
		.option('--to-block <n>', 'last block of it (default: the newest that the node calls final)', whole)
		.addOption(
			new Option('--scope <scope>', 'what the sources hold (default: excerpt)').choices(['complete', 'excerpt']),
		)
		.option('--labels <file...>', 'without a case: TagPack, ActorPack, CSV or address list')
		.option('--prices <file>', 'without a case: prices as CSV asset,time,price,source, with decimals for tokens')
		.option('--save <case>', 'without a case: write one from these flags')
		.action(async (path, flags) => end(await (await import('./traceCommand.js')).traceCommand(path, flags)))

	runOptions(root.command('explain').argument('<case>', 'case file, or a folder with a case.json'))
		.description('show the arithmetic behind an endpoint, step by step')
		.option('--endpoint <n>', 'its place in the ranking, its entity or an account (default: each)')
		.action(async (path, flags) => end(await (await import('./explainCommand.js')).explainCommand(path, flags)))

	runOptions(root.command('record').argument('<case>', 'case file, or a folder with a case.json'))
		.description('trace a case and keep every reply of its providers, to be traced again without them')
		.requiredOption('--out <dir>', 'a new or empty folder for the replies')
		.action(async (path, flags) => end(await (await import('./recordCommand.js')).recordCommand(path, flags)))

	root
		.command('why')
		.argument('<case>', 'case file, or a folder with a case.json: its sources and labels are used')
		.argument('<a>', 'an account, e.g. bitcoin:<address>')
		.argument('<b>', 'another one')
		.description('show the shortest chain of evidence that puts two accounts under one control')
		.option('--json', 'print it as canonical JSON and nothing else')
		.option('--lookups <n>', 'most questions asked of the sources', whole)
		.option('--allow-outside', 'let the case name files outside of its folder')
		.action(async (path, a, b, flags) => end(await (await import('./whyCommand.js')).whyCommand(path, a, b, flags)))

	root
		.command('payers')
		.argument('<case>', 'case file, or a folder with a case.json: its sources and labels are used')
		.argument('<account>', 'the account that was paid, e.g. ethereum:<address>')
		.description('list who paid an account directly, e.g. a deposit address, the greatest first')
		.option('--asset <id>', 'in this asset only, e.g. usd')
		.addOption(
			new Option('--method <rule>', 'rule for what each paid of a Bitcoin transaction (default: fifo)').choices(
				RULE_IDS,
			),
		)
		.option('--json', 'print them as canonical JSON and nothing else')
		.option('--lookups <n>', 'most questions asked of the sources', whole)
		.option('--allow-outside', 'let the case name files outside of its folder')
		.action(async (path, account, flags) =>
			end(await (await import('./payersCommand.js')).payersCommand(path, account, flags)),
		)

	root
		.command('check')
		.argument('<paths...>', 'case files, or folders: every case.json and *.case.json below')
		.description('trace cases and hold the results against what they expect')
		.option('--junit <file>', 'also write the outcome as JUnit XML')
		.option('--update', 'write what came out over the exact figures that the cases expect')
		.option('--allow-outside', 'let a case name files outside of its folder')
		.action(async (paths, flags) => end(await (await import('./checkCommand.js')).checkCommand(paths, flags)))

	root
		.command('schema')
		.argument('[name]', 'name of a schema; without it the names are listed')
		.description('print a JSON Schema of what fundtrail reads and writes')
		.action(async (name) => end(await (await import('./schemaCommand.js')).schemaCommand(name)))
	return root
}

function runOptions(command: Command): Command {
	return command
		.addOption(new Option('--method <rule>', 'primary rule').choices(RULE_IDS))
		.addOption(
			new Option('--direction <way>', 'where value went, or where it came from (default: forward)').choices(DIRECTIONS),
		)
		.addOption(
			new Option('--fee-taint <what>', 'value in Bitcoin fees ends, or goes on into coinbases (default: sink)').choices(
				FEE_TAINTS,
			),
		)
		.addOption(
			new Option('--sort-by <what>', 'order of the ranking; all but share need prices (default: share)').choices(SORTS),
		)
		.option('--min-share <share>', 'least part of a seed that is followed (default: 0.001)', decimal)
		.option('--hops <n>', 'follow accounts and outputs up to this many steps from a seed (default: 25)', whole)
		.option('--lookups <n>', 'most questions asked of the sources', whole)
		.option('--seconds <n>', 'most seconds of searching', decimal)
		.option('--allow-outside', 'let the case name files outside of its folder')
}

function whole(text: string): number {
	if (!/^[0-9]{1,15}$/.test(text)) throw new InvalidArgumentError('A whole number is expected.')
	return Number(text)
}

function decimal(text: string): number {
	if (!/^[0-9]{1,15}(?:\.[0-9]{1,15})?$/.test(text)) throw new InvalidArgumentError('A decimal number is expected.')
	return Number(text)
}
