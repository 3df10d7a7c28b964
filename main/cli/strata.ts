/** The command line: the same engine and files as the window. Never imports Electron. */
import { isMainThread } from 'node:worker_threads';
import { Command, CommanderError, Option } from 'commander';
import { ENGINE_VERSION, nearestName } from '../../simulations';
import { collect } from './arguments';
import { benchCommand, type BenchFlags } from './bench';
import { compareCommand, type CompareFlags } from './compare';
import { runCommand, type RunFlags } from './experiments';
import { exportCommand, validateCommand, type ExportFlags } from './files';
import { lessonsCommand } from './lessons';
import { BAD_INPUT, DONE, FAILED, Stop, writeError, writeOut } from './output';
import { sweepCommand, type SweepFlags } from './sweep';
import { serveSweepRuns } from './sweep-worker';

const LATER = ['replay', 'check', 'grade'];

async function main(argv: readonly string[]): Promise<number> {
  let code = DONE;
  const program = new Command('strata')
    .description(
      'Virtual machines, containers and serverless, simulated: what the app runs, without a window',
    )
    .version(ENGINE_VERSION)
    .exitOverride()
    .configureOutput({ writeOut: (text) => writeOut(text), writeErr: () => undefined })
    .showSuggestionAfterError(true);
  program
    .command('run <file>')
    .description('run a scenario: a file, or the id of a shipped one')
    .addOption(repeated('--set <path=value>', 'replace a value of the scenario; may be repeated'))
    .option('--seed <n>', 'seed instead of the scenario’s own')
    .option('--duration <d>', 'duration instead of the scenario’s own')
    .option('--replications <n>', 'independent runs; figures become mean and half width')
    .option('--json', 'one JSON document on stdout')
    .option('--events <file>', 'stream the event log as JSON lines')
    .option('--script <file>', 'type a file of terminal commands and print the transcript')
    .action(async (file: string, flags: RunFlags) => void (code = await runCommand(file, flags)));
  addExperiments(program, (ended) => (code = ended));
  program
    .command('validate <file>')
    .description('check a scenario file')
    .action(async (file: string) => void (code = await validateCommand(file)));
  program
    .command('export <file>')
    .description('write diagrams of a scenario')
    .requiredOption('--format <list>', 'formats, separated by commas')
    .requiredOption('--out <dir>', 'an existing folder')
    .action(async (file: string, flags: ExportFlags) => void (code = await exportCommand(file, flags)));
  program
    .command('lessons')
    .description('list the lessons')
    .option('--check', 'prove that each check passes with the solution and fails without')
    .action((flags: { check?: boolean }) => void (code = lessonsCommand(flags)));
  addBench(program, (ended) => (code = ended));
  for (const name of LATER) {
    program
      .command(name, { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw new Stop(BAD_INPUT, `${name}: not available in this version`);
      });
  }
  checkName(program, argv);
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeOut: (text) => writeOut(text), writeErr: () => undefined });
  await program.parseAsync([...argv], { from: 'user' });
  return code;
}

const repeated = (flags: string, description: string): Option =>
  new Option(flags, description).default([], 'none').argParser(collect);

function addExperiments(program: Command, end: (code: number) => void): void {
  const experiment = (usage: string, description: string, replications: string): Command =>
    program
      .command(usage)
      .description(description)
      .addOption(repeated('--set <path=value>', 'replace a value of the scenario; may be repeated'))
      .option('--seed <n>', 'seed instead of the scenario’s own')
      .option('--duration <d>', 'duration instead of the scenario’s own')
      .option('--replications <n>', 'independent runs', replications)
      .option('--json', 'one JSON document on stdout');
  experiment(
    'compare <files...>',
    'compare scenario files, or the deployments of one, on common random numbers',
    '10',
  ).action(async (files: string[], flags: CompareFlags) => end(await compareCommand(files, flags)));
  experiment('sweep <file>', 'run every combination of varied values', '1')
    .addOption(
      repeated(
        '--vary <path=values>',
        'PATH=A..B:STEP or PATH=V1,V2,...; may be repeated, all combinations run',
      ),
    )
    .option('--jobs <n>', 'runs at a time; by default one a core')
    .option('--out <file>', 'save each finished run there as a JSON line; the same command continues it')
    .action(async (file: string, flags: SweepFlags) => end(await sweepCommand(file, flags)));
}

function addBench(program: Command, end: (code: number) => void): void {
  program
    .command('bench')
    .description('measure the engine on this machine, beside yardsticks and with checked results')
    .option('--json', 'one JSON document on stdout')
    .option('--full', 'growth up to 10^8 requests instead of 10^7: some minutes')
    .option('--rounds <n>', 'how often each is measured; the median counts', '5')
    .option('--only <ids>', 'some of the cases, separated by commas')
    .option('--no-c', 'leave out the C loop, which is compiled where there is a compiler')
    .action(async (flags: BenchFlags) => end(await benchCommand(flags)));
}

/** No command, or one that does not exist: said with the nearest name before anything is parsed. */
function checkName(program: Command, argv: readonly string[]): void {
  if (argv.length === 0) throw new Stop(BAD_INPUT, program.helpInformation());
  const [name] = argv;
  const names = program.commands.map((command) => command.name());
  if (name === undefined || name.startsWith('-') || name === 'help' || names.includes(name)) return;
  const nearest = nearestName(name, names);
  const hint =
    nearest === undefined
      ? `; there are ${names.filter((n) => !LATER.includes(n)).join(', ')}`
      : `; did you mean "${nearest}"?`;
  throw new Stop(BAD_INPUT, `unknown command "${name}"${hint}`);
}

/** Never a stack trace: one line or more on stderr and an exit code. */
function endWith(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return DONE;
    writeError(error.message.replace(/^error: /, ''));
    return BAD_INPUT;
  }
  if (error instanceof Stop) {
    writeError(error.message);
    return error.code;
  }
  writeError(error instanceof Error ? error.message : String(error));
  return FAILED;
}

if (isMainThread) {
  process.stdout.on('error', () => process.exit(DONE));
  process.exitCode = await main(process.argv.slice(2)).catch(endWith);
} else serveSweepRuns();
